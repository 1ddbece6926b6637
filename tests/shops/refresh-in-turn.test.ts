// One renewal of an offline token at a time: two processes, each with a database client, a library and a sender of its own, at the stand-in's ledger.
import "@shopify/shopify-app-remix/adapters/node";
import { ApiVersion, AppDistribution, LogSeverity, shopifyApp } from "@shopify/shopify-app-remix/server";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import { readFileSync } from "node:fs";
import { getGlobalDispatcher, ProxyAgent, request, setGlobalDispatcher } from "undici";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createOfflineSender, type LibraryAdmin } from "#app/shopify/send-as-shop.server.ts";
import { createRefreshInTurn } from "#app/shops/refresh-in-turn.server.ts";
import { systemClock } from "#app/lib/clock.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

const ID = `offline_${SHOP}`;
let here: TestShop;
let proxied: ProxyAgent;
const usual = getGlobalDispatcher();
beforeAll(async () => {
  here = await openTestShop();
  proxied = new ProxyAgent({ uri: here.net.proxyUrl, requestTls: { ca: readFileSync(here.net.caFile, "utf8") } });
  setGlobalDispatcher(proxied);
});
afterAll(async () => {
  setGlobalDispatcher(usual);
  await proxied.close();
  await here.close();
});

/** A stored offline session that was got by token exchange and whose token has run out. */
async function storeSession(expires: Date | null) {
  const answer = await request(`https://${SHOP}/admin/oauth/access_token`, {
    dispatcher: proxied, method: "POST", headers: { "content-type": "application/json" },
    body: JSON.stringify({
      client_id: "test-api-key", client_secret: "test-api-secret", subject_token: here.fakeShopify.sessionToken(), expiring: "1", grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token", requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    }),
  });
  const token = (await answer.body.json()) as { access_token: string; refresh_token: string };
  const data = { shop: SHOP, state: "", isOnline: false, scope: "write_products,write_files", accessToken: token.access_token, refreshToken: token.refresh_token, refreshTokenExpires: new Date(Date.now() + 86_400_000), expires };
  await here.db.session.upsert({ where: { id: ID }, create: { id: ID, ...data }, update: data });
}
const past = () => new Date(Date.now() - 60_000);
const refreshes = () => here.fakeShopify.ledger.refreshes.length;

/** What one process of the app has. */
function openProcess({ inTurn }: { inTurn: boolean }) {
  const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: here.databaseUrl, max: 4 }) });
  const shopify = shopifyApp({
    apiKey: "test-api-key", apiSecretKey: "test-api-secret", apiVersion: ApiVersion.October26, scopes: ["write_products", "write_files"], appUrl: "https://shelfreel.example",
    distribution: AppDistribution.AppStore, logger: { level: LogSeverity.Error, log: () => {} }, sessionStorage: new PrismaSessionStorage(db),
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  });
  const refreshInTurn = createRefreshInTurn({ db, clock: systemClock });
  const open = async (shop: string) => (await shopify.unauthenticated.admin(shop)).admin as unknown as LibraryAdmin;
  const send = createOfflineSender({ openAdmin: (shop) => (inTurn ? refreshInTurn(shop, () => open(shop)) : open(shop)) })(SHOP);
  const ask = async () => (await send("query ShopAndInstallation { shop { name } }", {}, AbortSignal.timeout(30_000))).status;
  return { ask, close: () => db.$disconnect() };
}

beforeEach(() => storeSession(past()));

test("two processes with many calls at the same time renew a token once, and all their calls go through", async () => {
  const processes = [openProcess({ inTurn: true }), openProcess({ inTurn: true })];
  const before = refreshes();
  const statuses = await Promise.all(processes.flatMap(({ ask }) => Array.from({ length: 10 }, ask)));
  expect(statuses).toEqual(Array.from({ length: 20 }, () => 200));
  expect(refreshes() - before).toBe(1);
  expect(await processes[1]?.ask()).toBe(200);
  expect(refreshes() - before).toBe(1);
  await Promise.all(processes.map(({ close }) => close()));
});

test("without turns the same two processes renew it twice", async () => {
  const processes = [openProcess({ inTurn: false }), openProcess({ inTurn: false })];
  // Whether they meet is a matter of luck; in a few tries they do.
  let most = 0;
  for (let attempt = 0; attempt < 10 && most < 2; attempt++) {
    await storeSession(new Date(Date.now() - 1_000));
    const before = refreshes();
    await Promise.allSettled(processes.flatMap(({ ask }) => Array.from({ length: 10 }, ask)));
    most = Math.max(most, refreshes() - before);
  }
  expect(most).toBeGreaterThan(1);
  await Promise.all(processes.map(({ close }) => close()));
});

test("a refused renewal says that the app is to be opened once, does not ask again and again, and goes on as soon as it was opened", async () => {
  const { ask, close } = openProcess({ inTurn: true });
  here.fakeShopify.control.uninstall();
  const before = refreshes();
  for (let n = 0; n < 3; n++) await expect(ask()).rejects.toMatchObject({ code: "shopify.access_lost", charged: "no", merchantMessage: expect.stringContaining("Open the app once from your Shopify admin") });
  expect(here.fakeShopify.ledger.refreshes.slice(before).map(({ status }) => status)).toEqual([400]);
  await storeSession(new Date(Date.now() + 3_600_000));
  expect(await ask()).toBe(200);
  await close();
});

test("a token without a stated end gets one by our own clock; without a stored session the app is to be opened", async () => {
  const { ask, close } = openProcess({ inTurn: true });
  await storeSession(null);
  expect(await ask()).toBe(200);
  const { expires } = await here.db.session.findUniqueOrThrow({ where: { id: ID } });
  expect(Math.round(((expires?.getTime() ?? 0) - Date.now()) / 60_000)).toBe(55);
  await here.db.session.delete({ where: { id: ID } });
  await expect(ask()).rejects.toMatchObject({ code: "shopify.access_lost", retryable: false });
  await close();
});
