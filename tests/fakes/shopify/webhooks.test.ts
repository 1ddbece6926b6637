import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { readBody } from "#fakes/shopify/read-body.ts";
import { APP, SHOP, useFakeShopify } from "./use-fake-shopify.ts";

test("a webhook is signed over its body, carries Shopify's headers, and can be delivered twice", async () => {
  const got: { url: string; headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer((req, res) => void readBody(req).then((body) => {
    got.push({ url: req.url ?? "", headers: req.headers, body: body.toString() });
    res.end();
  }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const s = await useFakeShopify({ appPort: (server.address() as AddressInfo).port });

  const first = await s.shopify.sendWebhook("app/uninstalled", { myshopify_domain: SHOP });
  const again = await s.shopify.sendWebhook("app/uninstalled", { myshopify_domain: SHOP }, { webhookId: first.webhookId });
  expect([first.status, again.webhookId]).toEqual([200, first.webhookId]);
  expect(got).toHaveLength(2);
  expect(got[0]).toMatchObject({
    url: "/webhooks/app/uninstalled",
    headers: {
      "x-shopify-topic": "app/uninstalled", "x-shopify-shop-domain": SHOP, "x-shopify-api-version": "2026-10", "x-shopify-webhook-id": first.webhookId,
      "x-shopify-hmac-sha256": createHmac("sha256", APP.apiSecret).update(got[0]?.body ?? "").digest("base64"),
    },
  });
  await expect(s.shopify.sendWebhook("orders/create", {})).rejects.toThrow("No path is known");
  expect(s.shopify.ledger.webhooks.map((one) => one.status)).toEqual([200, 200]);
  await s.close();
  await new Promise((closed) => server.close(closed));
});
