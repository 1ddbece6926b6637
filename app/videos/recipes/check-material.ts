import { sentence, type Sentence } from "#app/words/say.ts";
import type { MaterialCheck, MaterialCount } from "./recipe.ts";

/** The check of a recipe that works from product pictures. */
export function checkPictures(material: MaterialCount, recipe: { minPictures: number; goodPictures: number; title: Sentence }): MaterialCheck {
  const found = material.pictures;
  if (found < recipe.minPictures) return { blockers: [sentence("recipes.too_few_pictures", { found, least: recipe.minPictures })], notices: [] };
  if (found < recipe.goodPictures) return { blockers: [], notices: [sentence("recipes.few_pictures", { recipe: recipe.title, good: recipe.goodPictures, found })] };
  return { blockers: [], notices: [] };
}

/** Longer footage (seconds) takes longer and costs more at NemoVideo, by the recipe's own document. */
const longFootage = 180;

/** The check of a recipe that works from the merchant's own footage. */
export function checkFootage(material: MaterialCount, title: Sentence): MaterialCheck {
  if (material.footage === 0) return { blockers: [sentence("recipes.no_footage", { recipe: title })], notices: [] };
  const seconds = material.footageSeconds ?? 0;
  const notices = seconds > longFootage ? [sentence("recipes.long_footage", { minutes: Math.ceil(seconds / 60) })] : [];
  return { blockers: [], notices };
}
