import type { ProductMaterial } from "#app/shopify/shopify-admin.ts";
import { sentence, tell, type Sentence } from "#app/words/say.ts";
import type { ChosenOptions } from "./choices.ts";
import { EXPECTED_CREDITS, MEDIA_LIMIT } from "./limits.ts";
import { findIgnored } from "./recipes/find-ignored.ts";
import { findRecipe, settleChoices } from "./recipes/find-recipe.ts";
import { pictureRoleIn } from "./recipes/describe-picture-role.ts";
import { planPictures } from "./recipes/plan-pictures.ts";
import type { BrandWishes, SentFile } from "./recipes/recipe.ts";
import type { SentPicture, VideoChoices } from "./video-json.ts";
import type { VideoPlanView } from "./video-view.ts";

export interface VideoPlan {
  /** In the words of whoever asks. */
  view: VideoPlanView;
  /** What stops a video, to be told later. */
  blockers: Sentence[];
  pictures: SentPicture[];
  choices: VideoChoices;
}

export interface PlanWishes {
  recipe: string;
  /** The shop's; a chosen language goes first. */
  language: string;
  chosen?: ChosenOptions;
  /** The merchant's own files by the names under which NemoVideo gets them. */
  footage?: SentFile[];
  logo?: SentFile | undefined;
  /** What the shop wants in all of its videos. */
  /** How pictures reach NemoVideo. */
  picturesBy?: "file" | "address";
  brand?: (BrandWishes & { tone: string }) | undefined;
}

/** What would be sent for this product, and what stands in the way. Pure: the same product and wishes give the same plan. */
export function planVideo(product: ProductMaterial, o: PlanWishes): VideoPlan {
  const recipe = findRecipe(o.recipe);
  const footage = recipe.takes.includes("footage") ? (o.footage ?? []) : [];
  const footageSeconds = footage.reduce((sum, clip) => sum + (clip.seconds ?? 0), 0);
  const { pictures: wanted, ...chosen } = o.chosen ?? {};
  const planned = planPictures(product, recipe, { footage: footage.length, footageSeconds }, wanted, o.picturesBy);
  const choices = settleChoices(recipe, { ...chosen, brandWords: chosen.brandWords ?? (o.brand?.tone || undefined), language: chosen.language ?? o.language });
  const prompt = recipe.buildPrompt({ product, pictures: planned.pictures, choices, footage, logo: o.logo, brand: o.brand });
  const blockers = [...planned.blockers, ...productBlockers(product)];
  return {
    blockers,
    pictures: planned.pictures,
    choices,
    view: {
      recipe: recipe.name, recipeTitle: tell(recipe.title), prompt, choices, lengths: recipe.lengths, takes: recipe.takes,
      pictures: planned.pictures.map(({ mediaGid, url, alt, role, filename }) => ({ mediaGid, url, alt, role: tell(pictureRoleIn(role)), filename })),
      leftOut: planned.leftOut.map(({ reason, ...picture }) => ({ ...picture, reason: tell(reason) })),
      mostPictures: recipe.maxPictures,
      blockers: blockers.map(tell),
      notices: [...planned.notices, ...productNotices(product)].map(tell),
      ignored: findIgnored({ product, choices, brand: o.brand }),
      expectedCredits: EXPECTED_CREDITS,
    },
  };
}

function productBlockers(product: ProductMaterial): Sentence[] {
  if (product.mediaCount >= MEDIA_LIMIT) return [sentence("requests.media_full", { n: product.mediaCount, limit: MEDIA_LIMIT })];
  return [];
}

function productNotices(product: ProductMaterial): Sentence[] {
  if (product.productStatus === "DRAFT") return [sentence("requests.draft_product")];
  if (product.productStatus === "ARCHIVED") return [sentence("requests.archived_product")];
  return [];
}
