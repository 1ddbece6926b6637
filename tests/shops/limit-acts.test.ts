import { afterAll, beforeAll, expect, test } from "vitest";
import { createCountAct, limitActs } from "#app/shops/limit-acts.server.ts";
import { createTestDatabase, type TestDatabase } from "#tests/setup/test-database.ts";

const most = { spend: 5, ask: 5 };
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test("two processes count together: of many at the same moment no more than the limit get through", async () => {
  const [one, two] = [createCountAct({ db: database.db, most }), createCountAct({ db: database.db, most })];
  const ends = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => (i % 2 ? one : two)("spend", "busy.myshopify.com")));
  expect(ends.filter((end) => end.status === "fulfilled")).toHaveLength(5);
  const refused = ends.find((end) => end.status === "rejected");
  expect(refused?.reason).toMatchObject({ code: "shop.too_many_acts", charged: "no", merchantMessage: expect.stringMatching(/not begun.*Wait a minute/) });
  expect(refused?.reason).toHaveProperty("retryAfterMs", expect.any(Number));
});

test("another shop and another kind of act are not touched, and after a minute it goes on", async () => {
  const count = createCountAct({ db: database.db, most });
  await count("spend", "calm.myshopify.com");
  await count("ask", "busy.myshopify.com");
  await expect(count("spend", "busy.myshopify.com")).rejects.toMatchObject({ code: "shop.too_many_acts" });
  await database.db.actCount.updateMany({ where: { key: "spend:busy.myshopify.com" }, data: { expire: new Date(Date.now() - 1) } });
  await expect(count("spend", "busy.myshopify.com")).resolves.toBeUndefined();
});

test("a limited service runs nothing once the shop is over its limit", async () => {
  const begun: string[] = [];
  const service = limitActs(
    { begin: async (o: { shop: string; what: string }) => begun.push(o.what), look: async (o: { shop: string }) => `seen by ${o.shop}` },
    createCountAct({ db: database.db, most: { spend: 1, ask: 1 } }), { begin: "spend" },
  );
  await service.begin({ shop: "s.myshopify.com", what: "first" });
  await expect(service.begin({ shop: "s.myshopify.com", what: "second" })).rejects.toMatchObject({ code: "shop.too_many_acts" });
  expect([begun, await service.look({ shop: "s.myshopify.com" })]).toEqual([["first"], "seen by s.myshopify.com"]);
});

test("a database that is away is an error of its own, not a refusal", async () => {
  const away = createCountAct({ db: { actCount: { deleteMany: () => Promise.reject(new Error("away")) } } as never });
  await expect(away("spend", "s.myshopify.com")).rejects.toThrow("away");
});
