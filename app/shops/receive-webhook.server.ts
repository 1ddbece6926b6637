import { createHmac, timingSafeEqual } from "node:crypto";

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

export interface ReceiveWebhookOptions {
  /** `authenticate.webhook` of the library. */
  authenticateWebhook(request: Request): Promise<{ topic: string; shop: string; payload: unknown; webhookId?: string }>;
  apiSecret: string;
  /** Told when the library failed although the delivery is genuine. */
  onFallback(fields: { topic: string; shop: string }): void;
}

const shopDomain = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/**
 * Takes a webhook request. Throws a Response: 401 for a wrong signature or a shop that does not match the body, 400 and 405
 * as the library says.
 *
 * The library refreshes an expired offline access token before it hands a webhook over. Shopify refuses that for a shop
 * that uninstalled, and the delivery would end as 500 for ever (platform §6.1, shopify-app-js 3360): then the signature is
 * checked here instead. The signature covers the body only, so the header's shop is compared with the one in the body.
 */
export function createReceiveWebhook({ authenticateWebhook, apiSecret, onFallback }: ReceiveWebhookOptions) {
  return async function receiveWebhook(request: Request): Promise<ReceivedWebhook> {
    const copy = request.clone();
    const received = await authenticateWebhook(request).catch(async (error: unknown) => {
      if (error instanceof Response && error.status < 500) throw error;
      const taken = await checkBySignature(copy, apiSecret);
      onFallback({ topic: taken.topic, shop: taken.shop });
      return taken;
    });
    const { topic, shop, payload, webhookId = "" } = received;
    const named = shopInBody(payload);
    if (!shopDomain.test(shop) || (named !== null && named !== shop)) throw new Response(null, { status: 401 });
    const triggeredAt = new Date(copy.headers.get("X-Shopify-Triggered-At") ?? "");
    return { topic, shop, payload, webhookId, triggeredAt: Number.isNaN(triggeredAt.getTime()) ? null : triggeredAt };
  };
}

async function checkBySignature(request: Request, apiSecret: string) {
  const body = Buffer.from(await request.arrayBuffer());
  const expected = createHmac("sha256", apiSecret).update(body).digest();
  const given = Buffer.from(request.headers.get("X-Shopify-Hmac-Sha256") ?? "", "base64");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Response(null, { status: 401 });
  return {
    topic: (request.headers.get("X-Shopify-Topic") ?? "").toUpperCase().replaceAll("/", "_"),
    shop: request.headers.get("X-Shopify-Shop-Domain") ?? "",
    payload: JSON.parse(body.toString("utf8")) as unknown,
    webhookId: request.headers.get("X-Shopify-Webhook-Id") ?? "",
  };
}

/** `shop_domain` in the compliance payloads, `myshopify_domain` in app/uninstalled; other topics name none. */
function shopInBody(payload: unknown): string | null {
  const { shop_domain: fromCompliance, myshopify_domain: fromShop } = (payload ?? {}) as Record<string, unknown>;
  const named = fromCompliance ?? fromShop;
  return typeof named === "string" ? named : null;
}
