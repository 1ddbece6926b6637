import type { PrismaClient } from "@prisma/client";
import { outsideUrlProblem } from "#app/lib/check-outside-url.ts";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { isMailAddress } from "#app/lib/is-mail-address.ts";
import { sentence, type Sentence } from "#app/words/say.ts";
import type { ShopSettings } from "./shop-settings.ts";

/** One video takes about as many (protocol §9). */
const LEAST_CREDITS = 100;

/**
 * Keeps the settings beside whatever else the shop's row has in that column. Throws ExpectedError, named by the field that is wrong:
 * `settings.recipe` for a recipe that is none of `recipes`, `settings.language` for a tag that is not BCP 47, `settings.tag`,
 * `settings.weekly_credits` for a cap below one video, `settings.batch_webhook`, `settings.batch_email`.
 */
export async function saveShopSettings(db: PrismaClient, o: { shop: string; settings: ShopSettings; recipes: string[] }): Promise<void> {
  const { recipe, automatic, weeklyCredits, batchWebhook, batchEmail, language } = o.settings;
  if (!o.recipes.includes(recipe)) throw wrong("recipe", sentence("shops.settings_recipe"));
  if (automatic.on && automatic.rule === "tag" && !automatic.tag) throw wrong("tag", sentence("shops.settings_tag"));
  if (Math.min(weeklyCredits ?? LEAST_CREDITS, automatic.weeklyCredits) < LEAST_CREDITS) throw wrong("weekly_credits", sentence("shops.settings_cap", { least: LEAST_CREDITS }));
  if (batchWebhook) checkWebhook(batchWebhook);
  if (batchEmail && !isMailAddress(batchEmail)) throw wrong("batch_email", sentence("shops.settings_mail"));
  const kept: ShopSettings = { ...o.settings, language: language && canonical(language) };
  // One statement, so that a key that another process writes at the same time is not lost.
  await db.$executeRaw`UPDATE "Shop" SET settings = settings || ${JSON.stringify(kept)}::jsonb WHERE domain = ${o.shop}`;
}

function checkWebhook(address: string): void {
  const url = URL.parse(address);
  if (!url || outsideUrlProblem(url)) throw wrong("batch_webhook", sentence("shops.settings_webhook"));
}

function canonical(tag: string): string {
  try {
    const [language] = Intl.getCanonicalLocales(tag);
    if (language) return language;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw wrong("language", sentence("shops.settings_language"));
}

const wrong = (field: string, merchantMessage: Sentence) =>
  new ExpectedError({ code: `settings.${field}`, message: `settings not saved: ${field}`, merchantMessage, charged: "no", retryable: false });
