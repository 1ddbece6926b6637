import { createHmac, timingSafeEqual } from "node:crypto";
import { readBytes } from "#app/lib/read-body.ts";

/** One delivery whose signature was right. */
export interface ReceivedWebhook {
  /** In the library's spelling: `APP_UNINSTALLED`, `SHOP_REDACT`. */
  topic: string;
  shop: string;
  /** Parsed body; its shape is the caller's to check. */
  payload: unknown;
  /** One per delivery; empty when Shopify sent none. */
  webhookId: string;
  /** When the cause happened; null when Shopify did not say. */
  triggeredAt: Date | null;
}

const shopDomain = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/**
 * Takes a webhook request. Throws a Response: 401 for a wrong signature or a shop that does not match the body, 413 for a body above
 * BODY_LIMIT, 405 for anything but POST, 400 for a delivery without its headers or a signed body that is no JSON.
 *
 * The signature is checked here and not by the library: that reads the shop's stored token for every delivery and refreshes an expired one at
 * Shopify before it hands the webhook over. Shopify refuses that for a shop that uninstalled, so the delivery would end as 500 for ever
 * (platform §6.1, shopify-app-js 3360), and a burst of deliveries would be a burst of refreshes (§6.2). The signature covers the body
 * only, so the header's shop is compared with the one in the body.
 */
export function createReceiveWebhook({ apiSecret }: { apiSecret: string }) {
  return async function receiveWebhook(request: Request): Promise<ReceivedWebhook> {
    if (request.method !== "POST") throw new Response(null, { status: 405 });
    const body = Buffer.from(await readBytes(request));
    const header = (name: string) => request.headers.get(`X-Shopify-${name}`) ?? "";
    if (!header("Topic") || !header("Shop-Domain") || !header("Hmac-Sha256")) throw new Response(null, { status: 400 });
    const expected = createHmac("sha256", apiSecret).update(body).digest();
    const given = Buffer.from(header("Hmac-Sha256"), "base64");
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Response(null, { status: 401 });
    const shop = header("Shop-Domain");
    const payload = parse(body);
    const named = shopInBody(payload);
    if (!shopDomain.test(shop) || (named !== null && named !== shop)) throw new Response(null, { status: 401 });
    const triggeredAt = new Date(header("Triggered-At"));
    const topic = header("Topic").toUpperCase().replaceAll("/", "_");
    return { topic, shop, payload, webhookId: header("Webhook-Id"), triggeredAt: Number.isNaN(triggeredAt.getTime()) ? null : triggeredAt };
  };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new Response(null, { status: 400 });
  }
}

/** `shop_domain` in the compliance payloads, `myshopify_domain` in app/uninstalled; other topics name none. */
function shopInBody(payload: unknown): string | null {
  const { shop_domain: fromCompliance, myshopify_domain: fromShop } = (payload ?? {}) as Record<string, unknown>;
  const named = fromCompliance ?? fromShop;
  return typeof named === "string" ? named : null;
}
