import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AppLoadContext } from "@remix-run/node";
import { createTestDatabase } from "#tests/setup/test-database.ts";

export const SHOP = "one.myshopify.com";
const API_KEY = "routes-api-key";
const API_SECRET = "routes-api-secret";

/**
 * The app's own routes, wired as in production, on a database of their own. NemoVideo and Shopify are at addresses where nobody answers:
 * what a route asks of them fails like a network that is down.
 */
export async function openRoutes() {
  const database = await createTestDatabase();
  const dir = mkdtempSync(path.join(tmpdir(), "routes-"));
  Object.assign(process.env, {
    DATABASE_URL: database.url, SHOPIFY_API_KEY: API_KEY, SHOPIFY_API_SECRET: API_SECRET, SHOPIFY_APP_URL: "https://app.example",
    ENCRYPTION_KEY: "ab".repeat(32), NEMO_API_URL: "http://127.0.0.1:9", KEPT_FILES_DIR: dir, LOG_LEVEL: "silent",
  });
  const { db: appDb } = await import("#app/db.server.ts");
  const { sessionStorage } = await import("#app/shopify.server.ts");
  const { services } = await import("#app/services.server.ts");
  const { Session } = await import("@shopify/shopify-app-remix/server");
  return {
    db: database.db, keptDir: dir, services,
    /** An auth session as a visit of the shop leaves it. `issuedAt` is when its token was got; it lives for an hour. */
    signIn: (shop: string, issuedAt = new Date()) =>
      sessionStorage.storeSession(new Session({ id: `offline_${shop}`, shop, state: "", isOnline: false, scope: "write_products", accessToken: "shpat_canary", expires: new Date(issuedAt.getTime() + 3_600_000) })),
    /** A video of the shop in some state, straight in the database. */
    async addVideo(shop: string, change: { status?: string; step?: string } = {}) {
      await database.db.shop.upsert({ where: { domain: shop }, create: { domain: shop }, update: {} });
      return database.db.video.create({ data: { shop, productGid: "gid://shopify/Product/1", productTitle: "Mug", recipe: "ecommerce-product-video", prompt: "A video of a mug", choices: { format: "1:1", lengthSeconds: 20, language: "en" }, pictures: [], ...change } });
    },
    async close() {
      await appDb.$disconnect();
      await database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
export type OpenRoutes = Awaited<ReturnType<typeof openRoutes>>;

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A session token as App Bridge adds it: signed by Shopify for this shop, good for a minute. */
export function sessionToken(shop: string, o: { expiresInSeconds?: number } = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const body = `${part({ alg: "HS256", typ: "JWT" })}.${part({ iss: `https://${shop}/admin`, dest: `https://${shop}`, aud: API_KEY, sub: "42", nbf: now - 5, iat: now - 5, exp: now + (o.expiresInSeconds ?? 60), jti: randomUUID(), sid: "1" })}`;
  return `${body}.${createHmac("sha256", API_SECRET).update(body).digest("base64url")}`;
}

/** A request of the page inside the admin; without a shop it carries no session token. */
export const ask = (address: string, o: { shop?: string; form?: Record<string, string>; headers?: Record<string, string> } = {}) =>
  new Request(`https://app.example${address}`, {
    headers: { ...(o.shop && { Authorization: `Bearer ${sessionToken(o.shop)}` }), ...o.headers },
    ...(o.form && { method: "POST", body: new URLSearchParams(o.form) }),
  });

/** A delivery of Shopify's, signed. */
export function deliver(topic: string, payload: object, o: { webhookId?: string; triggeredAt?: Date; hmac?: string } = {}): Request {
  const body = JSON.stringify(payload);
  return new Request(`https://app.example/webhooks/${topic}`, {
    method: "POST", body,
    headers: {
      "X-Shopify-Topic": topic, "X-Shopify-Shop-Domain": SHOP, "X-Shopify-API-Version": "2026-10", "X-Shopify-Webhook-Id": o.webhookId ?? randomUUID(),
      "X-Shopify-Triggered-At": (o.triggeredAt ?? new Date()).toISOString(), "X-Shopify-Hmac-Sha256": o.hmac ?? createHmac("sha256", API_SECRET).update(body).digest("base64"),
    },
  });
}

interface RouteArgs {
  request: Request;
  params: Record<string, string>;
  context: AppLoadContext;
}

/** What a loader or an action answers, whether it returns or throws it. Anything thrown that is no Response is the test's failure. */
export async function answerOf(handler: (args: RouteArgs) => unknown, request: Request, params: Record<string, string> = {}): Promise<Response> {
  try {
    const answer = await handler({ request, params, context: {} });
    return answer instanceof Response ? answer : Response.json(answer);
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}
