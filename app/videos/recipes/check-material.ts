import type { MaterialCheck, MaterialCount } from "./recipe.ts";

/** The check of a recipe that works from product pictures. */
export function checkPictures(material: MaterialCount, recipe: { minPictures: number; goodPictures: number; title: string }): MaterialCheck {
  const { pictures } = material;
  if (pictures < recipe.minPictures) {
    const found = pictures === 0 ? "has no picture that can be used" : `has only ${pictures} that can be used`;
    const wanted = recipe.minPictures === 1 ? "at least one picture" : `at least ${recipe.minPictures} pictures`;
    return { blockers: [`This product ${found}. Add ${wanted} to the product in Shopify, then generate its video.`], notices: [] };
  }
  if (pictures < recipe.goodPictures) {
    const found = pictures === 1 ? "one picture" : `${pictures} pictures`;
    return { blockers: [], notices: [`“${recipe.title}” works best with ${recipe.goodPictures} pictures or more; this product has ${found}.`] };
  }
  return { blockers: [], notices: [] };
}

/** Longer footage (seconds) takes longer and costs more at NemoVideo, by the recipe's own document. */
const longFootage = 180;

/** The check of a recipe that works from the merchant's own footage. */
export function checkFootage(material: MaterialCount, title: string): MaterialCheck {
  if (material.footage === 0) {
    return { blockers: [`“${title}” cuts your own footage, and there is none yet. Add a clip of the product (MP4, MOV, AVI, WebM or MKV, up to 500 MB), or choose another recipe.`], notices: [] };
  }
  const seconds = material.footageSeconds ?? 0;
  const notices = seconds > longFootage ? [`The footage is ${Math.ceil(seconds / 60)} minutes long. Up to 3 minutes is faster and costs fewer credits.`] : [];
  return { blockers: [], notices };
}
