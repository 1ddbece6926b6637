import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { createReceiveWebhook } from "#app/shops/receive-webhook.server.ts";

const shop = "one.myshopify.com";
const secret = "webhook-secret";
// No session storage and no connection: a delivery is judged by itself, whatever state the shop's token is in.
const receiveWebhook = createReceiveWebhook({ apiSecret: secret });

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
});

test("shop/redact of a shop that is gone is taken", async () => {
  expect(await receiveWebhook(deliver({ topic: "shop/redact", body: JSON.stringify({ shop_domain: shop }) }))).toMatchObject({ topic: "SHOP_REDACT", shop, triggeredAt: null });
});

test("a wrong signature is refused with 401, and none at all with 400", async () => {
  const wrong = createHmac("sha256", "another secret").update("{}").digest("base64");
  expect(await refusal(deliver({ body: "{}", hmac: wrong }))).toBe(401);
  expect(await refusal(deliver({ hmac: "AAAA" }))).toBe(401);
  expect(await refusal(deliver({ hmac: "" }))).toBe(400);
});

test("the signature covers the body only: a header that names another shop than the body is refused", async () => {
  expect(await refusal(deliver({ from: "two.myshopify.com" }))).toBe(401);
  expect(await refusal(deliver({ topic: "shop/redact", body: JSON.stringify({ shop_domain: "two.myshopify.com" }) }))).toBe(401);
});

test("what is no shop's domain is refused", async () => {
  expect(await refusal(deliver({ from: "evil.example", body: "{}" }))).toBeGreaterThanOrEqual(400);
});

test("a signed body that is no JSON is refused", async () => {
  for (const body of ["", "{", "\u0000"]) expect(await refusal(deliver({ body }))).toBe(400);
});

test("anything but POST is refused", async () => {
  expect(await refusal(new Request("https://app.example/webhooks/app/uninstalled"))).toBe(405);
});
