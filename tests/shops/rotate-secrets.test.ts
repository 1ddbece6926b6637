import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { Session } from "@shopify/shopify-app-remix/server";
import { spawn } from "node:child_process";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createSecretBox } from "#app/lib/seal-secret.server.ts";
import { rotateSecrets } from "#app/shops/rotate-secrets.server.ts";
import { sealSessionStorage } from "#app/shops/seal-session-storage.server.ts";
import { createTestDatabase, type TestDatabase } from "#tests/setup/test-database.ts";

const OLD = "ab".repeat(32);
const NEW = "cd".repeat(32);
const before = createSecretBox(OLD);
const between = createSecretBox(NEW, [OLD]);
const after = createSecretBox(NEW);
const SHOPS = Array.from({ length: 9 }, (_, i) => `shop${i}.myshopify.com`);
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.$transaction([database.db.shop.deleteMany(), database.db.session.deleteMany()]);
  const storage = storageWith(before);
  for (const shop of SHOPS) {
    await database.db.shop.create({ data: { domain: shop, nemoTokenSealed: before.seal(`nemo of ${shop}`), nemoAccountKind: "own" } });
    await storage.storeSession(new Session({ id: `offline_${shop}`, shop, state: "", isOnline: false, accessToken: `access of ${shop}`, refreshToken: `refresh of ${shop}` }));
  }
});

const storageWith = (box: typeof before) => sealSessionStorage({ open: () => new PrismaSessionStorage(database.db), box, onUnreadable: () => expect.fail("unreadable") });
const readAllWith = async (box: typeof before) => {
  for (const shop of SHOPS) {
    expect(box.open((await database.db.shop.findUniqueOrThrow({ where: { domain: shop } })).nemoTokenSealed ?? "")).toBe(`nemo of ${shop}`);
    expect(await storageWith(box).loadSession(`offline_${shop}`)).toMatchObject({ accessToken: `access of ${shop}`, refreshToken: `refresh of ${shop}` });
  }
};

test("after a rotation the new key alone opens everything and the old one nothing; a second run finds nothing to do", async () => {
  await readAllWith(between); // the app runs on meanwhile
  expect(await rotateSecrets({ db: database.db, secrets: between })).toEqual({ shops: 9, sessions: 9, unreadable: [] });
  await readAllWith(after);
  for (const row of await database.db.session.findMany()) expect(() => before.open(row.accessToken)).toThrow(/sealed with key/);
  expect(await rotateSecrets({ db: database.db, secrets: between })).toEqual({ shops: 0, sessions: 0, unreadable: [] });
});

test.each([0, 1, 4, 9, 13, 17])("stopped after %i rows, everything stays readable and a second run does the rest", async (rows) => {
  const stopping = new AbortController();
  let sealed = 0;
  const counting = { ...between, seal: (plain: string) => {
    if (++sealed > rows) stopping.abort(new Error("stopped"));
    return between.seal(plain);
  } };
  await rotateSecrets({ db: database.db, secrets: counting }, { signal: stopping.signal }).catch((error: Error) => expect(error.message).toBe("stopped"));
  await readAllWith(between);
  await rotateSecrets({ db: database.db, secrets: between });
  await readAllWith(after);
});

test("two rotations at once, and a token that a merchant replaces meanwhile, lose nothing", async () => {
  const replacing = { ...between, seal: (plain: string) => between.seal(plain) };
  const [first] = SHOPS;
  const racing = { ...replacing, open: (text: string) => between.open(text) };
  await Promise.all([
    rotateSecrets({ db: database.db, secrets: racing }), rotateSecrets({ db: database.db, secrets: between }),
    database.db.shop.update({ where: { domain: first ?? "" }, data: { nemoTokenSealed: after.seal("replaced") } }),
  ]);
  const tokens = (await database.db.shop.findMany({ orderBy: { domain: "asc" } })).map((row) => after.open(row.nemoTokenSealed ?? ""));
  expect(tokens).toEqual(["replaced", ...SHOPS.slice(1).map((shop) => `nemo of ${shop}`)]);
});

test("what no key opens is left as it is and named by its id alone", async () => {
  const lost = createSecretBox("ef".repeat(32)).seal("canary");
  await database.db.shop.update({ where: { domain: SHOPS[3] ?? "" }, data: { nemoTokenSealed: lost } });
  const done = await rotateSecrets({ db: database.db, secrets: between });
  expect(done).toEqual({ shops: 8, sessions: 9, unreadable: [{ table: "Shop", id: SHOPS[3] }] });
  expect((await database.db.shop.findUniqueOrThrow({ where: { domain: SHOPS[3] ?? "" } })).nemoTokenSealed).toBe(lost);
});

test("a link signed before the key was changed stays good while the previous key is there, and no longer", () => {
  const signature = before.sign("media:1");
  expect([between.isSigned("media:1", signature), after.isSigned("media:1", signature), between.isSigned("media:2", signature), between.isSigned("media:1", "")]).toEqual([true, false, false, false]);
});

const run = (file: string, env: Record<string, string>) => new Promise<{ code: number | null; said: string }>((resolve) => {
  const child = spawn(process.execPath, [file], { stdio: ["ignore", "pipe", "pipe"], env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", SHOPIFY_API_KEY: "k", SHOPIFY_API_SECRET: "s", SHOPIFY_APP_URL: "https://app.example", LOG_LEVEL: "silent", ...env } as NodeJS.ProcessEnv });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.once("close", (code) => resolve({ code, said }));
});

test("the command rotates and says what to do next", async () => {
  const { code, said } = await run("scripts/rotate-keys.ts", { DATABASE_URL: database.url, ENCRYPTION_KEY: NEW, PREVIOUS_ENCRYPTION_KEYS: OLD });
  expect([code, said]).toEqual([0, expect.stringMatching(/9 shops.*9 Shopify sessions.*take PREVIOUS_ENCRYPTION_KEYS out/s)]);
  await readAllWith(after);
});

test.each(["server.ts", "worker.ts", "scripts/rotate-keys.ts"])("%s refuses to start in production without a key or with one that is none", async (file) => {
  expect(await run(file, { DATABASE_URL: database.url })).toEqual({ code: 1, said: expect.stringContaining("ENCRYPTION_KEY is not set.") });
  const wrong = await run(file, { DATABASE_URL: database.url, ENCRYPTION_KEY: "secret-canary", PREVIOUS_ENCRYPTION_KEYS: "another-canary" });
  expect(wrong).toEqual({ code: 1, said: expect.stringContaining("ENCRYPTION_KEY: must be 64 hexadecimal digits") });
  expect(wrong.said).not.toContain("canary");
});
