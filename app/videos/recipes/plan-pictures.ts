import type { ProductMaterial, ProductPicture } from "#app/shopify/shopify-admin.ts";
import { describePictureRole } from "./describe-picture-role.ts";
import type { MaterialCheck, PlannedPicture, Recipe } from "./recipe.ts";

/** A picture that is not sent, with the sentence that says why. */
export interface LeftOutPicture {
  mediaGid: string;
  url: string;
  reason: string;
}

export interface PicturePlan extends MaterialCheck {
  pictures: PlannedPicture[];
  leftOut: LeftOutPicture[];
}

/** Shorter sides than this (px) look blurred in every format. */
export const smallestSide = 200;

/** Which of the product's pictures go into a video, in listing order, and what stands in the way. Pure. */
export function planPictures(product: ProductMaterial, recipe: Recipe, own: { footage: number; footageSeconds?: number } = { footage: 0 }): PicturePlan {
  const leftOut: LeftOutPicture[] = [];
  const chosen: ProductPicture[] = [];
  const seen = new Set<string>();
  for (const [at, picture] of product.pictures.entries()) {
    const reason = reasonAgainst(picture, at + 1, seen, chosen.length >= recipe.maxPictures ? recipe : null);
    seen.add(addressOf(picture));
    if (reason) leftOut.push({ mediaGid: picture.mediaGid, url: picture.url, reason });
    else chosen.push(picture);
  }
  const name = slug(product.handle);
  const optionValues = product.options.flatMap(({ values }) => values);
  const pictures = chosen.map((picture, at) => ({
    mediaGid: picture.mediaGid,
    url: picture.url,
    alt: picture.alt,
    width: picture.width,
    height: picture.height,
    role: describePictureRole({ position: at + 1, alt: picture.alt, optionValues }),
    filename: `${String(at + 1).padStart(2, "0")}-${name}.jpg`,
  }));
  return { pictures, leftOut, ...recipe.check({ pictures: pictures.length, ...own }) };
}

function reasonAgainst(picture: ProductPicture, place: number, seen: Set<string>, full: Recipe | null): string | null {
  if (picture.width !== null && picture.height !== null && Math.min(picture.width, picture.height) < smallestSide) {
    return `Picture ${place} is too small (${picture.width} × ${picture.height} pixels; the shorter side needs ${smallestSide}).`;
  }
  if (seen.has(addressOf(picture))) return `Picture ${place} is the same as an earlier one.`;
  return full ? `Picture ${place} comes after the first ${full.maxPictures}, which is as many as “${full.title}” uses.` : null;
}

/** The address without its query, which only says version and size. */
const addressOf = (picture: ProductPicture): string => picture.url.split("?")[0] ?? picture.url;

function slug(handle: string): string {
  const plain = handle.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 40).replace(/^-+|-+$/g, "");
  return plain || "product";
}
