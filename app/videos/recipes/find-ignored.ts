import { hasPrice } from "./read-facts.ts";
import type { PromptInput } from "./recipe.ts";

/** What a merchant wished for and a video does without. `price`: the product has none. `endCard`: there are no words on the screen. */
export type IgnoredWish = "price" | "endCard";

/** The wishes that change nothing in this video. Pure. */
export function findIgnored({ product, choices, brand }: Pick<PromptInput, "product" | "choices" | "brand">): IgnoredWish[] {
  const ignored: IgnoredWish[] = [];
  if (choices.showPrice && !hasPrice(product)) ignored.push("price");
  if (brand?.endCard && !choices.captions) ignored.push("endCard");
  return ignored;
}
