import { afterAll, beforeAll, expect, test } from "vitest";
import { createAuthSessionTender, type AuthSessionTender } from "#app/shops/tend-auth-sessions.server.ts";
import { createTestDatabase, type TestDatabase } from "#tests/setup/test-database.ts";

const shop = "one.myshopify.com";
let database: TestDatabase;
let tender: AuthSessionTender;
beforeAll(async () => {
  database = await createTestDatabase();
  tender = createAuthSessionTender(database);
  const row = (of: string, expires: string | null) => ({ id: `offline_${of}`, shop: of, state: "", accessToken: "sealed", scope: "write_products", expires: expires ? new Date(expires) : null });
  // issued at 10:00
  await database.db.session.createMany({ data: [row(shop, "2026-11-21T11:00:00.000Z"), row("two.myshopify.com", "2026-11-21T11:00:00.000Z"), row("three.myshopify.com", null)] });
});
afterAll(() => database.close());

test("what happened before the present token was issued belongs to an old installation", async () => {
  expect(await tender.hasTokenIssuedAfter({ shop, moment: new Date("2026-11-21T09:59:00.000Z") })).toBe(true);
  expect(await tender.hasTokenIssuedAfter({ shop, moment: new Date("2026-11-21T10:01:00.000Z") })).toBe(false);
});

test("a token without an end, and a shop without a token, prove no new installation", async () => {
  const moment = new Date("2020-01-01T00:00:00.000Z");
  expect(await tender.hasTokenIssuedAfter({ shop: "three.myshopify.com", moment })).toBe(false);
  expect(await tender.hasTokenIssuedAfter({ shop: "unknown.myshopify.com", moment })).toBe(false);
});

test("new scopes are written for this shop only, and a shop without sessions is no error", async () => {
  await tender.recordScopes({ shop, scopes: ["write_products", "write_files"] });
  await tender.recordScopes({ shop: "unknown.myshopify.com", scopes: ["write_files"] });
  const rows = await database.db.session.findMany({ orderBy: { id: "asc" }, select: { shop: true, scope: true } });
  expect(rows.map((row) => row.scope)).toEqual(["write_products,write_files", "write_products", "write_products"]);
});
