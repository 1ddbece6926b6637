import { createHmac } from "node:crypto";
import "@shopify/shopify-app-remix/adapters/node";
import { ApiVersion, AppDistribution, LogSeverity, Session, shopifyApp } from "@shopify/shopify-app-remix/server";
import { request, type Dispatcher } from "undici";
import type { SendAdmin } from "#app/shopify/admin-graphql.server.ts";
import { createOfflineSender, sendThroughRoute, type LibraryAdmin } from "#app/shopify/send-as-shop.server.ts";

export const shop = "wire-test.myshopify.com";
const apiKey = "wire-key";
const apiSecretKey = "wire-secret";

/**
 * The three ways to the Admin API that tests go: the real library as in a job and as in a route (its fetch must already lead to the
 * wire), and a bare request. The library's logger is off: it writes what a test plans.
 */
export function openContexts(dispatcher: Dispatcher) {
  const stored = new Map<string, Session>();
  const shopify = shopifyApp({
    apiKey,
    apiSecretKey,
    apiVersion: ApiVersion.October26,
    scopes: ["write_products"],
    appUrl: "https://app.wire.test",
    distribution: AppDistribution.AppStore,
    logger: { level: LogSeverity.Error, log: () => {} },
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    sessionStorage: {
      storeSession: async (session) => Boolean(stored.set(session.id, session)),
      loadSession: async (id) => stored.get(id),
      deleteSession: async (id) => stored.delete(id),
      deleteSessions: async (ids) => ids.every((id) => stored.delete(id)),
      findSessionsByShop: async () => [...stored.values()],
    },
  });

  /** Stores the shop's offline session; `minutes` until it expires. */
  const install = (minutes: number) => {
    const inMinutes = (count: number) => new Date(Date.now() + count * 60_000);
    stored.set(`offline_${shop}`, new Session({ id: `offline_${shop}`, shop, state: "", isOnline: false, scope: "write_products", accessToken: "offline-access", expires: inMinutes(minutes), refreshToken: "refresh", refreshTokenExpires: inMinutes(100_000) }));
  };
  const route = async (): Promise<SendAdmin> => {
    const { admin } = await shopify.authenticate.admin(new Request("https://app.wire.test/app", { headers: { authorization: `Bearer ${mintSessionToken()}` } }));
    return sendThroughRoute(admin as unknown as LibraryAdmin);
  };
  const job = async (): Promise<SendAdmin> =>
    createOfflineSender({ openAdmin: async (name) => (await shopify.unauthenticated.admin(name)).admin as unknown as LibraryAdmin })(shop);
  const bare = async (): Promise<SendAdmin> => async (document, variables, signal) => {
    const answer = await request(`https://${shop}/admin/api/2026-10/graphql.json`, { method: "POST", dispatcher, signal, headers: { "content-type": "application/json" }, body: JSON.stringify({ query: document, variables }) });
    return { status: answer.statusCode, headers: { get: (name) => String(answer.headers[name.toLowerCase()] ?? "") || null }, text: () => answer.body.text() };
  };
  return { install, uninstall: () => stored.clear(), route, job, bare };
}

function mintSessionToken(): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part({ iss: `https://${shop}/admin`, dest: `https://${shop}`, aud: apiKey, sub: "1", exp: now + 60, nbf: now, iat: now, jti: crypto.randomUUID(), sid: "s" })}`;
  return `${signed}.${createHmac("sha256", apiSecretKey).update(signed).digest("base64url")}`;
}
