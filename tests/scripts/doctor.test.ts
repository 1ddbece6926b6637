import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { createSecretBox } from "#app/lib/seal-secret.server.ts";
import { startFakeNemo, type FakeNemo } from "#fakes/nemo/start-fake-nemo.ts";
import { checkDatabase, checkKey, checkNemo, checkShopify, readShopifyFiles } from "#scripts/doctor/check-setup.ts";
import { createTestDatabase, type TestDatabase } from "#tests/setup/test-database.ts";

const [KEY, OLD] = ["ab".repeat(32), "cd".repeat(32)];
let database: TestDatabase;
let client: pg.Client;
let nemo: FakeNemo;
let dir: string;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  dir = mkdtempSync(path.join(tmpdir(), "doctor-"));
  nemo = await startFakeNemo({ stateDir: dir, speed: Infinity, tokens: [{ nemoToken: "nmv_usr_doctor_canary", userId: "u", credits: 750 }] });
});
afterAll(async () => {
  await client.end();
  await nemo.close();
  await database.close();
  rmSync(dir, { recursive: true, force: true });
});

test("migrations: all there, one missing, none, and those of a newer version", async () => {
  expect(await checkDatabase(client)).toEqual([{ what: "migrations", says: expect.stringMatching(/^all \d+ are applied$/), mend: null }]);
  await client.query("BEGIN");
  await client.query("UPDATE _prisma_migrations SET migration_name = '20990101000000_future' WHERE migration_name LIKE '%_init'");
  expect((await checkDatabase(client))[0]).toMatchObject({ says: expect.stringContaining("newer version"), mend: expect.any(String) });
  await client.query("DELETE FROM _prisma_migrations WHERE migration_name LIKE '2099%'");
  expect((await checkDatabase(client))[0]).toMatchObject({ says: expect.stringContaining("not applied: 20261121103300_init"), mend: expect.stringContaining("db:migrate") });
  await client.query("DROP TABLE _prisma_migrations");
  expect((await checkDatabase(client))[0]).toMatchObject({ says: "none is applied" });
  await client.query("ROLLBACK");
});

test("the key: opens all, a previous one is still needed, or it opens nothing", async () => {
  await database.db.shop.create({ data: { domain: "a.myshopify.com", nemoTokenSealed: createSecretBox(OLD).seal("canary") } });
  expect(await checkKey(client, { ENCRYPTION_KEY: OLD, PREVIOUS_ENCRYPTION_KEYS: [] })).toMatchObject({ mend: null });
  expect(await checkKey(client, { ENCRYPTION_KEY: KEY, PREVIOUS_ENCRYPTION_KEYS: [OLD] })).toMatchObject({ mend: "npm run rotate-keys" });
  const lost = await checkKey(client, { ENCRYPTION_KEY: KEY, PREVIOUS_ENCRYPTION_KEYS: [] });
  expect(lost).toMatchObject({ says: "1 of 1 stored secrets cannot be opened", mend: expect.stringContaining("PREVIOUS_ENCRYPTION_KEYS") });
});

test("NemoVideo: no account, credits, none left, a refused token, nobody there", async () => {
  const refused = (code: string) => ({ readCredits: () => Promise.reject(new ExpectedError({ code, message: "m", merchantMessage: "m", charged: "no", retryable: false })) });
  const has = (available: number | null) => ({ readCredits: async () => ({ available, frozen: 0, total: null }) });
  expect(await checkNemo(has(1), undefined)).toMatchObject({ mend: null });
  expect(await checkNemo(has(750), "t")).toMatchObject({ says: "takes the token; 750 credits", mend: null });
  expect(await checkNemo(has(0), "t")).toMatchObject({ mend: "top it up at NemoVideo" });
  expect(await checkNemo(refused("nemo.token_refused"), "t")).toMatchObject({ mend: expect.stringContaining("new token") });
  expect(await checkNemo(refused("nemo.unreachable"), "t")).toMatchObject({ mend: expect.stringContaining("NEMO_API_URL") });
});

test("Shopify: the app's own file fits its routes, and each difference is named", () => {
  const { toml, routeFiles } = readShopifyFiles();
  const linked = toml.replace('client_id = ""', 'client_id = "abc"');
  const env = { SCOPES: "read_locales,write_files,write_products", SHOPIFY_API_KEY: "abc", SHOPIFY_APP_URL: "https://example.com" };
  const mend = (text: string, over: Partial<typeof env> = {}) => checkShopify(text, { ...env, ...over }, routeFiles).filter((one) => one.mend).map(({ what }) => what);
  expect(mend(linked)).toEqual([]);
  expect(mend(toml)).toEqual(["app"]);
  expect(mend(linked, { SCOPES: "write_products", SHOPIFY_API_KEY: "other", SHOPIFY_APP_URL: "https://elsewhere.example" })).toEqual(["scopes", "app", "address"]);
  expect(mend(linked.replace("/webhooks/products/delete", "/webhooks/nowhere"))).toEqual(["webhooks"]);
  expect(mend(linked.replace('"shop/redact"', ""))).toEqual(["webhooks"]);
});

test("the command looks at everything and says what to mend, without a secret", async () => {
  const run = (env: Record<string, string>) => new Promise<{ code: number | null; said: string }>((resolve) => {
    const child = spawn(process.execPath, ["scripts/doctor.ts"], { stdio: ["ignore", "pipe", "pipe"], env: { PATH: process.env.PATH ?? "", ...env } as unknown as NodeJS.ProcessEnv });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.once("close", (code) => resolve({ code, said }));
  });
  const bare = await run({});
  expect(bare).toEqual({ code: 1, said: expect.stringContaining("ENCRYPTION_KEY is not set.") });
  const { code, said } = await run({ DATABASE_URL: database.url, SHOPIFY_API_KEY: "k", SHOPIFY_API_SECRET: "secret-canary", SHOPIFY_APP_URL: "https://app.example", ENCRYPTION_KEY: OLD, NEMO_API_URL: nemo.url, NEMO_TOKEN: "nmv_usr_doctor_canary" });
  expect(code).toBe(1);
  expect(said).toContain("ok   database: answers.");
  expect(said).toContain("ok   key: opens all 1 stored secrets.");
  expect(said).toContain("ok   NemoVideo: takes the token; 750 credits.");
  expect(said).toContain("MEND app: shopify.app.toml names no client_id. → npx shopify app config link.");
  expect(said).not.toContain("canary");
  expect(readFileSync("shopify.app.toml", "utf8")).toContain('client_id = ""');
});
