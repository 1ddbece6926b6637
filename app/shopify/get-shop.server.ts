import { z } from "zod";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { shopAndInstallation, shopLanguages } from "./admin-documents.ts";
import type { AdminGraphql } from "./admin-graphql.server.ts";
import type { ShopFacts, ShopLanguage } from "./shopify-admin.ts";

const facts = z.object({
  shop: z.object({
    name: z.string(),
    myshopifyDomain: z.string(),
    currencyCode: z.string(),
    ianaTimezone: z.string(),
    plan: z.object({ publicDisplayName: z.string(), partnerDevelopment: z.boolean(), shopifyPlus: z.boolean() }),
  }),
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
});
const languages = z.object({ shopLocales: z.array(z.object({ locale: z.string(), primary: z.boolean(), published: z.boolean() })) });

/** The shop, its plan and the scopes that were granted. */
export async function getShop(graphql: AdminGraphql): Promise<ShopFacts> {
  const { shop, currentAppInstallation } = await graphql({ document: shopAndInstallation, result: facts, repeat: "safe" });
  const { plan, ...rest } = shop;
  return { ...rest, planName: plan.publicDisplayName, developmentStore: plan.partnerDevelopment, scopes: currentAppInstallation.accessScopes.map(({ handle }) => handle) };
}

/** The languages of the shop, or null when the merchant did not grant the scope for it (platform §1.3): then nothing is known. */
export async function listLanguages(graphql: AdminGraphql): Promise<ShopLanguage[] | null> {
  try {
    return (await graphql({ document: shopLanguages, result: languages, repeat: "safe" })).shopLocales;
  } catch (error) {
    if (error instanceof ExpectedError && error.code === "shopify.scope_missing") return null;
    throw error;
  }
}
