import { z } from "zod";

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
  language: z.string().min(1).max(35),
  /** Where the video goes among the product's media. */
  place: z.string().regex(/^(last|second|\d{1,3})$/),
  /** manual: nothing goes live without a person; automatic: a video without warnings does. */
  approval: z.enum(["manual", "automatic"]),
  brand,
  /** file: the app sends the pictures; address: NemoVideo fetches them from Shopify's CDN (protocol §6.1). */
  picturesBy: z.enum(["file", "address"]),
  /** Say in the alt text that the video was made with AI. */
  discloseAi: z.boolean(),
  /** Most that all videos of the shop may spend in seven days, in credits; null for no cap. */
  weeklyCredits: z.number().int().min(0).max(10_000_000).nullable(),
  automatic,
  /** Where the end of a batch is told, https; empty for nowhere. */
  batchWebhook: z.string().max(500),
};
/** Settings as they come from outside. */
export const shopSettingsInput = z.object(fields);
export type ShopSettings = z.infer<typeof shopSettingsInput>;

const defaults: ShopSettings = {
  recipe: "ecommerce-product-video", language: "en", place: "last", approval: "manual",
  brand: { tone: "", tagline: "", colours: [], endCard: false, neverWords: [] },
  picturesBy: "file", discloseAi: false, weeklyCredits: null,
  automatic: { on: false, rule: "new_product", tag: "", weeklyCredits: 1_000 },
  batchWebhook: "",
};

/** The shop's settings with every default filled in; one that cannot be read counts as not set. */
export function shopSettings(shop: { settings: unknown }): ShopSettings {
  const given: Record<string, unknown> = shop.settings && typeof shop.settings === "object" ? { ...shop.settings } : {};
  const read = Object.entries(fields).map(([name, field]) => {
    const { success, data } = field.safeParse(given[name]);
    return [name, success ? data : defaults[name as keyof ShopSettings]];
  });
  return Object.fromEntries(read) as ShopSettings;
}
