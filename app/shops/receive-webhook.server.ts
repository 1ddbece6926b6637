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

export interface ReceiveWebhookOptions {
  /** `authenticate.webhook` of the library. */
  authenticateWebhook(request: Request): Promise<{ topic: string; shop: string; payload: unknown; webhookId?: string }>;
  apiSecret: string;
  /** Told when the library failed although the delivery is genuine. */
  onFallback(fields: { topic: string; shop: string }): void;
}

const shopDomain = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/**
 * Takes a webhook request. Throws a Response: 401 for a wrong signature or a shop that does not match the body, 413 for a body above
 * BODY_LIMIT, 400 and 405 as the library says or for a signed body that is no JSON.
 *
 * The library refreshes an expired offline access token before it hands a webhook over. Shopify refuses that for a shop
 * that uninstalled, and the delivery would end as 500 for ever (platform §6.1, shopify-app-js 3360): then the signature is
 * checked here instead. The signature covers the body only, so the header's shop is compared with the one in the body.
 */
export function createReceiveWebhook({ authenticateWebhook, apiSecret, onFallback }: ReceiveWebhookOptions) {
  return async function receiveWebhook(request: Request): Promise<ReceivedWebhook> {
    const body = request.method === "POST" ? await readBytes(request) : null;
    const received = await authenticateWebhook(new Request(request.url, { method: request.method, headers: request.headers, body })).catch(async (error: unknown) => {
      if (error instanceof Response && error.status < 500) throw error;
      const taken = checkBySignature(request.headers, Buffer.from(body ?? []), apiSecret);
      onFallback({ topic: taken.topic, shop: taken.shop });
      return taken;
    });
    const { topic, shop, payload, webhookId = "" } = received;
    const named = shopInBody(payload);
    if (!shopDomain.test(shop) || (named !== null && named !== shop)) throw new Response(null, { status: 401 });
    const triggeredAt = new Date(request.headers.get("X-Shopify-Triggered-At") ?? "");
    return { topic, shop, payload, webhookId, triggeredAt: Number.isNaN(triggeredAt.getTime()) ? null : triggeredAt };
  };
}

function checkBySignature(headers: Headers, body: Buffer, apiSecret: string) {
  const expected = createHmac("sha256", apiSecret).update(body).digest();
  const given = Buffer.from(headers.get("X-Shopify-Hmac-Sha256") ?? "", "base64");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Response(null, { status: 401 });
  return {
    topic: (headers.get("X-Shopify-Topic") ?? "").toUpperCase().replaceAll("/", "_"),
    shop: headers.get("X-Shopify-Shop-Domain") ?? "",
    payload: parse(body),
    webhookId: headers.get("X-Shopify-Webhook-Id") ?? "",
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
