import "@shopify/shopify-app-remix/adapters/node";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import { ApiVersion, AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";

export const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL ?? "", max: 12 }) });

export const apiKey = process.env.SHOPIFY_API_KEY ?? "";

/** As the template of Shopify has it. */
export const shopify = shopifyApp({
  apiKey, apiSecretKey: process.env.SHOPIFY_API_SECRET ?? "", apiVersion: ApiVersion.October26, scopes: (process.env.SCOPES ?? "").split(","), appUrl: process.env.SHOPIFY_APP_URL ?? "",
  authPathPrefix: "/auth", sessionStorage: new PrismaSessionStorage(db), distribution: AppDistribution.AppStore,
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
});
