import "@shopify/shopify-app-remix/adapters/node";
import { ApiVersion, AppDistribution, LogSeverity, shopifyApp } from "@shopify/shopify-app-remix/server";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { db } from "#app/db.server.ts";
import { readEnv } from "#app/env.server.ts";
import { createSecretBox } from "#app/lib/seal-secret.server.ts";
import { log } from "#app/log.server.ts";
import { checkLaunchQuery, checkTokenShop } from "#app/shopify/check-launch-query.ts";
import { createReceiveWebhook } from "#app/shops/receive-webhook.server.ts";
import { sealSessionStorage } from "#app/shops/seal-session-storage.server.ts";
import { createAuthSessionTender } from "#app/shops/tend-auth-sessions.server.ts";

const env = readEnv();

const shopify = shopifyApp({
  apiKey: env.SHOPIFY_API_KEY,
  apiSecretKey: env.SHOPIFY_API_SECRET,
  apiVersion: ApiVersion.October26,
  scopes: env.SCOPES.split(",").map((scope) => scope.trim()),
  appUrl: env.SHOPIFY_APP_URL,
  authPathPrefix: "/auth",
  sessionStorage: sealSessionStorage({
    open: () => new PrismaSessionStorage(db, { connectionRetries: 2, connectionRetryIntervalMs: 250 }),
    box: createSecretBox(env.ENCRYPTION_KEY, env.PREVIOUS_ENCRYPTION_KEYS),
    onUnreadable: (fields) => log.warn(fields, "a stored auth session cannot be opened; the shop's next page view replaces it"),
  }),
  distribution: AppDistribution.AppStore,
  // Never below warning: the library's debug lines repeat session tokens (platform §6.5).
  logger: { level: LogSeverity.Warning, log: (severity, message) => (severity === LogSeverity.Error ? log.error(message) : log.warn(message)) },
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
});

/** The app's client id, which every page names to App Bridge. Not a secret. */
export const apiKey = env.SHOPIFY_API_KEY;

export const { addDocumentResponseHeaders, unauthenticated, sessionStorage } = shopify;

/** The library's own, behind a look at what the address says of shop and admin. Throws a Response: 400 for what Shopify never writes. */
export const authenticate: typeof shopify.authenticate = {
  ...shopify.authenticate,
  admin: (request) => {
    checkLaunchQuery(request, env.SHOPIFY_APP_URL);
    checkTokenShop(request);
    return shopify.authenticate.admin(request);
  },
};

/** The library's own, behind the same look. Without a shop in the address it would read a form, which nobody sends here. */
export const login: typeof shopify.login = async (request) => {
  checkLaunchQuery(request, env.SHOPIFY_APP_URL);
  if (!new URL(request.url).searchParams.has("shop")) return {};
  return shopify.login(request);
};

/** What webhooks do to stored auth sessions. */
export const authSessions = createAuthSessionTender({ db });

/** Takes Shopify's deliveries, also those of shops that uninstalled. Throws a Response when it refuses. */
export const receiveWebhook = createReceiveWebhook({ apiSecret: env.SHOPIFY_API_SECRET });
