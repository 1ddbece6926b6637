import { createHmac, randomUUID } from "node:crypto";
import type { ShopWorld } from "#fakes/shopify/shop-world.ts";
import { API_VERSION } from "#fakes/shopify/admin-api/admin-schema.ts";

// What shopify.app.toml subscribes (platform §4.3).
const PATHS: Record<string, string> = {
  "app/uninstalled": "/webhooks/app/uninstalled", "app/scopes_update": "/webhooks/app/scopes_update", "products/delete": "/webhooks/products/delete",
  "customers/data_request": "/webhooks/compliance", "customers/redact": "/webhooks/compliance", "shop/redact": "/webhooks/compliance",
};

export interface WebhookOptions {
  /** The same id again is the same delivery sent twice. */
  webhookId?: string;
  /** ms since 1970. */
  triggeredAt?: number;
  /** Replaces the right signature. */
  hmac?: string;
  /** Path at the app, for topics that shopify.app.toml does not name. */
  path?: string;
}

/** Delivers one signed webhook to the app's port as the platform does (platform §6.1). Answers the app's status. */
export async function sendWebhook(world: ShopWorld, appPort: number, topic: string, payload: unknown, o: WebhookOptions = {}): Promise<{ status: number; webhookId: string }> {
  const to = o.path ?? PATHS[topic];
  if (!to) throw new Error(`No path is known for the webhook topic ${topic}.`);
  const body = JSON.stringify(payload);
  const webhookId = o.webhookId ?? randomUUID();
  const answer = await fetch(`http://127.0.0.1:${appPort}${to}`, {
    method: "POST", body, redirect: "manual",
    headers: {
      "content-type": "application/json", "user-agent": "Shopify-Captain-Hook", "x-shopify-topic": topic, "x-shopify-shop-domain": world.shop,
      "x-shopify-api-version": API_VERSION, "x-shopify-webhook-id": webhookId, "x-shopify-event-id": randomUUID(),
      "x-shopify-triggered-at": new Date(o.triggeredAt ?? Date.now()).toISOString(), "x-forwarded-proto": "https", "x-forwarded-host": new URL(world.appUrl).host,
      "x-shopify-hmac-sha256": o.hmac ?? createHmac("sha256", world.apiSecret).update(body).digest("base64"),
    },
  });
  await answer.arrayBuffer();
  world.ledger.webhooks.push({ at: Date.now(), topic, webhookId, status: answer.status });
  return { status: answer.status, webhookId };
}
