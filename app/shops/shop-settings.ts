import { z } from "zod";

const schema = z.object({
  recipe: z.string().catch("ecommerce-product-video").default("ecommerce-product-video"),
  language: z.string().catch("en").default("en"),
  /** Where the video goes among the product's media. */
  place: z.string().regex(/^(last|second|\d{1,3})$/).catch("last").default("last"),
  /** manual: nothing goes live without a person; automatic: a video without warnings does. */
  approval: z.enum(["manual", "automatic"]).catch("manual").default("manual"),
});
export type ShopSettings = z.infer<typeof schema>;

/** The shop's settings with every default filled in. */
export function shopSettings(shop: { settings: unknown }): ShopSettings {
  const raw = shop.settings && typeof shop.settings === "object" ? shop.settings : {};
  return schema.parse(raw);
}
