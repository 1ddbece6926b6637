import { z } from "zod";
import type { ShopLanguage } from "#app/shopify/shopify-admin.ts";

const words = (most: number) => z.string().max(most).transform((text) => text.trim().replaceAll(/\s+/g, " "));

/** What a shop's videos have in common. Empty texts and lists are "not given". */
const brand = z.object({
  /** The tone of the brand, in a few words. */
  tone: words(200),
  tagline: words(80),
  /** At most two, as `#rrggbb`. */
  colours: z.array(z.string().regex(/^#[0-9a-f]{6}$/)).max(2),
  /** Close with the name of the brand and the tagline. */
  endCard: z.boolean(),
  /** Words that must not appear in a video. */
  neverWords: z.array(words(40)).max(30).transform((all) => [...new Set(all.filter(Boolean))]),
});
export type BrandKit = z.infer<typeof brand>;

const automatic = z.object({
  on: z.boolean(),
  /** Which products get a video by themselves: new ones, those with a tag, or every active one that has none. */
  rule: z.enum(["new_product", "tag", "without_video"]),
  tag: words(255),
  /** Most that the automatic mode may spend in seven days, in credits. */
  weeklyCredits: z.number().int().min(0).max(10_000_000),
});
export type AutomaticMode = z.infer<typeof automatic>;

/** Each setting by itself, so that one that cannot be read does not take the others along. */
const fields = {
  recipe: z.string().min(1).max(100),
  /** BCP 47; empty for the shop's own, see `videoLanguage`. */
  language: z.string().max(35),
  /** Where the video goes among the product's media. */
  place: z.string().regex(/^(last|second|\d{1,3})$/),
  /** manual: nothing goes live without a person; automatic: a video without warnings does. */
  approval: z.enum(["manual", "automatic"]),
  brand,
  /** file: the app sends the pictures; address: NemoVideo fetches them from Shopify's CDN (protocol §6.1). */
  picturesBy: z.enum(["file", "address"]),
  /** Say in the alt text that the video was made with AI. */
  discloseAi: z.boolean(),
  /** Say so in a metafield of the product too, as long as the video is on it. */
  discloseMetafield: z.boolean(),
  /** Most that all videos of the shop may spend in seven days, in credits; null for no cap. */
  weeklyCredits: z.number().int().min(0).max(10_000_000).nullable(),
  automatic,
  /** Where the end of a batch is told, https; empty for nowhere. */
  batchWebhook: z.string().max(500),
  /** Who gets an e-mail when a batch has ended; empty for nobody. */
  batchEmail: z.string().max(254),
};
const locales = z.array(z.object({ locale: z.string(), primary: z.boolean(), published: z.boolean() }));

/** Settings as they come from outside. */
export const shopSettingsInput = z.object(fields);
export type ShopSettings = z.infer<typeof shopSettingsInput>;

const defaults: ShopSettings = {
  recipe: "ecommerce-product-video", language: "", place: "last", approval: "manual",
  brand: { tone: "", tagline: "", colours: [], endCard: false, neverWords: [] },
  picturesBy: "file", discloseAi: false, discloseMetafield: false, weeklyCredits: null,
  automatic: { on: false, rule: "new_product", tag: "", weeklyCredits: 1_000 },
  batchWebhook: "", batchEmail: "",
};

/** Without a wish of the merchant's and without anything known of the shop. */
const USUAL_LANGUAGE = "en";

/** The language that the shop's videos have when nobody chooses another: the one in its settings, else the shop's own. BCP 47. */
export function videoLanguage(shop: { settings: unknown; locales: unknown }): string {
  return shopSettings(shop).language || (ownLanguage(shop.locales) ?? USUAL_LANGUAGE);
}

/** The languages that the shop is published in, its own first, as canonical BCP 47 tags; none where they are not known. */
export function publishedLanguages(kept: unknown): string[] {
  const all = (readLocales(kept) ?? []).filter(({ published, primary }) => published || primary);
  return [...new Set(all.toSorted((a, b) => Number(b.primary) - Number(a.primary)).flatMap(({ locale }) => canonicalTag(locale) ?? []))];
}

/** The shop's own language as a canonical BCP 47 tag; null when it is not known. */
export const ownLanguage = (kept: unknown): string | null => canonicalTag(readLocales(kept)?.find(({ primary }) => primary)?.locale ?? "");

function canonicalTag(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null; // not a language tag at all
  }
}

/** What Shopify last told of the shop's languages, as it was kept; null when it is not known. */
const readLocales = (kept: unknown): ShopLanguage[] | null => locales.nullable().catch(null).parse(kept ?? null);

/** The shop's settings with every default filled in; one that cannot be read counts as not set. */
export function shopSettings(shop: { settings: unknown }): ShopSettings {
  const given: Record<string, unknown> = shop.settings && typeof shop.settings === "object" ? { ...shop.settings } : {};
  const read = Object.entries(fields).map(([name, field]) => {
    const { success, data } = field.safeParse(given[name]);
    return [name, success ? data : defaults[name as keyof ShopSettings]];
  });
  return Object.fromEntries(read) as ShopSettings;
}
