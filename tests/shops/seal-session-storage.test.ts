import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { Session } from "@shopify/shopify-app-remix/server";
import { expect, test } from "vitest";
import { createSecretBox } from "#app/lib/seal-secret.server.ts";
import { sealSessionStorage } from "#app/shops/seal-session-storage.server.ts";
import { createTestDatabase } from "#tests/setup/test-database.ts";
import { openMemorySessionStorage } from "./memory-session-storage.ts";

const box = createSecretBox("ab".repeat(32));
const shop = "one.myshopify.com";
const makeSession = (change: Partial<ConstructorParameters<typeof Session>[0]> = {}) =>
  new Session({ id: `offline_${shop}`, shop, state: "", isOnline: false, scope: "write_products", accessToken: "shpat_canary", refreshToken: "shprt_canary", expires: new Date("2026-11-21T11:00:00.000Z"), refreshTokenExpires: new Date("2027-02-19T10:00:00.000Z"), ...change });

function open(inner = openMemorySessionStorage(), key = box) {
  const unreadable: object[] = [];
  return { inner, unreadable, storage: sealSessionStorage({ open: () => inner, box: key, onUnreadable: (fields) => unreadable.push(fields) }) };
}

test("through the real table: tokens lie sealed, and come back as they were, with all the rest", async () => {
  const database = await createTestDatabase();
  const storage = sealSessionStorage({ open: () => new PrismaSessionStorage(database.db), box, onUnreadable: () => expect.fail("unreadable") });
  await storage.storeSession(makeSession());
  const row = await database.db.session.findUniqueOrThrow({ where: { id: `offline_${shop}` } });
  expect(JSON.stringify({ ...row, userId: null })).not.toContain("canary");
  const loaded = await storage.loadSession(`offline_${shop}`);
  expect(loaded?.equals(makeSession())).toBe(true);
  expect((await storage.findSessionsByShop(shop)).map((session) => session.refreshToken)).toEqual(["shprt_canary"]);
  await database.close();
});

test("the session that is stored stays usable: the caller's copy keeps its tokens in the clear", async () => {
  const session = makeSession();
  await open().storage.storeSession(session);
  expect([session.accessToken, session.refreshToken]).toEqual(["shpat_canary", "shprt_canary"]);
});

test("a session whose token was dropped is stored and loaded without one", async () => {
  const { storage } = open();
  await storage.storeSession(makeSession({ accessToken: undefined, refreshToken: undefined }));
  expect((await storage.loadSession(`offline_${shop}`))?.accessToken).toBeUndefined();
});

test("sealed with another key it counts as absent and is reported without the token, so that the next visit replaces it", async () => {
  const { inner } = open();
  await open(inner).storage.storeSession(makeSession());
  const later = open(inner, createSecretBox("cd".repeat(32)));
  expect(await later.storage.loadSession(`offline_${shop}`)).toBeUndefined();
  expect(await later.storage.findSessionsByShop(shop)).toEqual([]);
  expect(later.unreadable).toHaveLength(2);
  expect(JSON.stringify(later.unreadable)).not.toMatch(/canary|v1\./);
});

test("an unknown id is nobody's session", async () => {
  expect(await open().storage.loadSession("offline_two.myshopify.com")).toBeUndefined();
});

test("a storage that failed is opened anew at the next use", async () => {
  let opened = 0;
  const storage = sealSessionStorage({
    open: () => {
      opened += 1;
      return opened === 1 ? { ...openMemorySessionStorage(), loadSession: () => Promise.reject(new Error("no table")) } : openMemorySessionStorage();
    },
    box, onUnreadable: () => undefined,
  });
  await expect(storage.loadSession("x")).rejects.toThrow("no table");
  expect(await storage.loadSession("x")).toBeUndefined();
  expect(opened).toBe(2);
});

test("loads at the same moment ask the database once and each get a copy of their own; after a change it is asked again", async () => {
  const { inner, storage } = open();
  await storage.storeSession(makeSession());
  let loads = 0;
  const load = inner.loadSession.bind(inner);
  inner.loadSession = (id) => {
    loads++;
    return load(id);
  };
  const [one, other] = await Promise.all([storage.loadSession(`offline_${shop}`), storage.loadSession(`offline_${shop}`)]);
  expect([loads, one?.accessToken, other?.accessToken, one === other]).toEqual([1, "shpat_canary", "shpat_canary", false]);
  const before = storage.loadSession(`offline_${shop}`);
  await storage.storeSession(makeSession({ accessToken: "shpat_canary_new" }));
  expect((await storage.loadSession(`offline_${shop}`))?.accessToken).toBe("shpat_canary_new");
  await before;
  await storage.deleteSession(`offline_${shop}`);
  expect(await storage.loadSession(`offline_${shop}`)).toBeUndefined();
});
