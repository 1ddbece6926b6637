// Against Shopify's own library, with what it really does to a shop that uninstalled.
import "@shopify/shopify-app-remix/adapters/node";
import { createHmac } from "node:crypto";
import { ApiVersion, AppDistribution, LogSeverity, Session, shopifyApp } from "@shopify/shopify-app-remix/server";
import { getGlobalDispatcher, MockAgent, setGlobalDispatcher, type Dispatcher } from "undici";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createReceiveWebhook } from "#app/shops/receive-webhook.server.ts";
import { openMemorySessionStorage } from "./memory-session-storage.ts";

const shop = "one.myshopify.com";
const secret = "webhook-secret";
const storage = openMemorySessionStorage();
const { authenticate } = shopifyApp({
  apiKey: "key", apiSecretKey: secret, apiVersion: ApiVersion.October26, scopes: ["write_products"], appUrl: "https://app.example", authPathPrefix: "/auth",
  sessionStorage: storage, distribution: AppDistribution.AppStore, logger: { level: LogSeverity.Error, log: () => undefined },
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
});
const fallbacks: object[] = [];
const receiveWebhook = createReceiveWebhook({ authenticateWebhook: (request) => authenticate.webhook(request), apiSecret: secret, onFallback: (fields) => fallbacks.push(fields) });

let before: Dispatcher;
let outside: MockAgent;
beforeAll(() => {
  before = getGlobalDispatcher();
});
beforeEach(() => {
  storage.rows.clear();
  fallbacks.length = 0;
  outside = new MockAgent();
  outside.disableNetConnect();
  setGlobalDispatcher(outside);
});
afterAll(() => setGlobalDispatcher(before));

const expiredSession = () =>
  storage.storeSession(new Session({ id: `offline_${shop}`, shop, state: "", isOnline: false, accessToken: "old", refreshToken: "old", expires: new Date(Date.now() - 60_000) }));
const refuseRefresh = () => outside.get(`https://${shop}`).intercept({ path: "/admin/oauth/access_token", method: "POST" }).reply(400, { error: "invalid_request" });

function deliver(o: { topic?: string; body?: string; from?: string; hmac?: string; triggeredAt?: string } = {}) {
  const body = o.body ?? JSON.stringify({ myshopify_domain: shop });
  return new Request("https://app.example/webhooks/app/uninstalled", {
    method: "POST", body,
    headers: {
      "X-Shopify-Topic": o.topic ?? "app/uninstalled", "X-Shopify-Shop-Domain": o.from ?? shop, "X-Shopify-API-Version": "2026-10", "X-Shopify-Webhook-Id": "delivery-1",
      "X-Shopify-Hmac-Sha256": o.hmac ?? createHmac("sha256", secret).update(body).digest("base64"), ...(o.triggeredAt && { "X-Shopify-Triggered-At": o.triggeredAt }),
    },
  });
}
const refusal = async (request: Request): Promise<number> => {
  const thrown: unknown = await receiveWebhook(request).then(() => "taken", (error: unknown) => error);
  return thrown instanceof Response ? thrown.status : Number.NaN;
};

test("a genuine delivery is taken with its topic, shop, id and time", async () => {
  const webhook = await receiveWebhook(deliver({ triggeredAt: "2026-11-21T10:00:00.123456Z" }));
  expect(webhook).toEqual({ topic: "APP_UNINSTALLED", shop, payload: { myshopify_domain: shop }, webhookId: "delivery-1", triggeredAt: new Date("2026-11-21T10:00:00.123Z") });
  expect(fallbacks).toEqual([]);
});

test("a delivery for a shop whose token cannot be refreshed any more is taken all the same", async () => {
  await expiredSession();
  refuseRefresh();
  expect(await receiveWebhook(deliver())).toMatchObject({ topic: "APP_UNINSTALLED", shop, webhookId: "delivery-1", triggeredAt: null });
  expect(fallbacks).toEqual([{ topic: "APP_UNINSTALLED", shop }]);
  outside.assertNoPendingInterceptors();
});

test("also when Shopify cannot be reached at that moment", async () => {
  await expiredSession();
  expect(await receiveWebhook(deliver({ topic: "shop/redact", body: JSON.stringify({ shop_domain: shop }) }))).toMatchObject({ topic: "SHOP_REDACT", shop });
});

test("a wrong signature is refused with 401, whatever state the shop is in", async () => {
  const wrong = createHmac("sha256", "another secret").update("{}").digest("base64");
  expect(await refusal(deliver({ body: "{}", hmac: wrong }))).toBe(401);
  await expiredSession();
  expect(await refusal(deliver({ body: "{}", hmac: wrong }))).toBe(401);
  // the library lets no signature at all pass as a bad request
  expect(await refusal(deliver({ hmac: "" }))).toBeGreaterThanOrEqual(400);
});

test("the signature covers the body only: a header that names another shop than the body is refused", async () => {
  expect(await refusal(deliver({ from: "two.myshopify.com" }))).toBe(401);
  expect(await refusal(deliver({ topic: "shop/redact", body: JSON.stringify({ shop_domain: "two.myshopify.com" }) }))).toBe(401);
});

test("what is no shop's domain is refused", async () => {
  expect(await refusal(deliver({ from: "evil.example", body: "{}" }))).toBeGreaterThanOrEqual(400);
});

test("anything but POST is refused", async () => {
  expect(await refusal(new Request("https://app.example/webhooks/app/uninstalled"))).toBe(405);
});
