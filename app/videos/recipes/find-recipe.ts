import { affiliateMarketingVideo } from "./ai-video-for-affiliate-marketing.ts";
import { ecommerceProductVideo } from "./ecommerce-product-video.ts";
import type { PromptChoices, Recipe } from "./recipe.ts";
import { videoCreate } from "./video-create.ts";
import { videoCreatorJob } from "./video-creator-job.ts";

/** All recipes, the default first. */
export const recipes: readonly Recipe[] = [ecommerceProductVideo, affiliateMarketingVideo, videoCreatorJob, videoCreate];

/** Whether there is a recipe of this name: ask before taking a name from outside. */
export const isRecipe = (name: string): boolean => recipes.some((recipe) => recipe.name === name);

/** The recipe of this name; the default for a name that is not known any more, so that old videos can still be shown. */
export const findRecipe = (name: string): Recipe => recipes.find((recipe) => recipe.name === name) ?? ecommerceProductVideo;

/** A recipe's defaults under the merchant's choices; the length is kept inside what the recipe permits. */
export function settleChoices(recipe: Recipe, chosen: Partial<PromptChoices> & { language: string }): PromptChoices {
  const wanted = { ...recipe.defaults, ...Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined)), language: chosen.language };
  return { ...wanted, lengthSeconds: Math.round(Math.min(Math.max(wanted.lengthSeconds, recipe.lengths.min), recipe.lengths.max)) };
}
