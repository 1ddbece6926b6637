import type { PrismaClient } from "@prisma/client";
import { ExpectedError } from "#app/lib/expected-error.ts";
import type { ShopSettings } from "./shop-settings.ts";

/**
 * Keeps the settings beside whatever else the shop's row has in that column. Throws ExpectedError `settings.recipe` for a recipe that is
 * none of `recipes`, `settings.language` for a tag that is not BCP 47.
 */
export async function saveShopSettings(db: PrismaClient, o: { shop: string; settings: ShopSettings; recipes: string[] }): Promise<void> {
  const { recipe, place, approval } = o.settings;
  if (!o.recipes.includes(recipe)) throw wrong("recipe", "This kind of video is not offered any more. Choose another one.");
  const kept: ShopSettings = { recipe, language: canonical(o.settings.language), place, approval };
  // One statement, so that a key that another process writes at the same time is not lost.
  await db.$executeRaw`UPDATE "Shop" SET settings = settings || ${JSON.stringify(kept)}::jsonb WHERE domain = ${o.shop}`;
}

function canonical(tag: string): string {
  try {
    const [language] = Intl.getCanonicalLocales(tag);
    if (language) return language;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw wrong("language", "This language is not known. Choose one of the list.");
}

const wrong = (field: string, merchantMessage: string) =>
  new ExpectedError({ code: `settings.${field}`, message: `settings not saved: ${field}`, merchantMessage, charged: "no", retryable: false });
