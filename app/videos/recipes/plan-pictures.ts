import type { ProductMaterial, ProductPicture } from "#app/shopify/shopify-admin.ts";
import { sentence, type Sentence } from "#app/words/say.ts";
import { describePictureRole } from "./describe-picture-role.ts";
import type { MaterialCheck, PlannedPicture, Recipe } from "./recipe.ts";

/** A picture that is not sent, with the sentence that says why. */
export interface LeftOutPicture {
  mediaGid: string;
  url: string;
  reason: Sentence;
  /** False when it cannot be used at all: too small, or the same as another one. */
  mayUse: boolean;
}

export interface PicturePlan extends MaterialCheck {
  pictures: PlannedPicture[];
  leftOut: LeftOutPicture[];
}

/** Shorter sides than this (px) look blurred in every format. */
export const smallestSide = 200;

/**
 * Which of the product's pictures go into a video, and what stands in the way: in listing order, or those of `wanted` (media gids) in
 * its order. `by` address names them as their addresses do. What is wanted and no longer on the product is passed over; when nothing of it is left, the listing counts. Pure.
 */
export function planPictures(product: ProductMaterial, recipe: Recipe, own: { footage: number; footageSeconds?: number } = { footage: 0 }, wanted: string[] = [], by: "file" | "address" = "file"): PicturePlan {
  const leftOut: LeftOutPicture[] = [];
  const chosen: ProductPicture[] = [];
  const seen = new Set<string>();
  const places = new Map(product.pictures.map((picture, at) => [picture.mediaGid, at + 1]));
  const first = [...new Set(wanted)].flatMap((gid) => product.pictures.find((picture) => picture.mediaGid === gid) ?? []);
  const inOrder = first.length ? [...first, ...product.pictures.filter((picture) => !first.includes(picture))] : product.pictures;
  for (const picture of inOrder) {
    const place = places.get(picture.mediaGid) ?? 0;
    const unfit = reasonAgainst(picture, place, seen);
    const unwanted = first.length > 0 && !first.includes(picture) ? sentence("recipes.picture_not_chosen", { n: place }) : null;
    const full = chosen.length >= recipe.maxPictures ? sentence("recipes.picture_over", { n: place, most: recipe.maxPictures, recipe: recipe.title }) : null;
    const reason = unfit ?? unwanted ?? full;
    seen.add(addressOf(picture));
    if (reason) leftOut.push({ mediaGid: picture.mediaGid, url: picture.url, reason, mayUse: !unfit });
    else chosen.push(picture);
  }
  const name = slug(product.handle);
  const optionValues = product.options.flatMap(({ values }) => values);
  const taken = new Set<string>();
  const pictures = chosen.map((picture, at) => ({
    mediaGid: picture.mediaGid,
    url: picture.url,
    alt: picture.alt,
    width: picture.width,
    height: picture.height,
    filename: `${String(at + 1).padStart(2, "0")}-${name}.jpg`,
    role: describePictureRole({ position: at + 1, alt: picture.alt, optionValues }),
    ...(by === "address" && nameInAddress(picture.url, taken)),
  }));
  return { pictures, leftOut, ...recipe.check({ pictures: pictures.length, ...own }) };
}

/** The name under which NemoVideo will know a picture that it fetches; nothing when the address has none of its own. */
function nameInAddress(url: string, taken: Set<string>): { filename: string; byAddress: true } | null {
  const filename = URL.parse(url)?.pathname.split("/").at(-1) ?? "";
  if (!/^[\w.-]{1,100}\.(jpe?g|png|webp)$/i.test(filename) || taken.has(filename)) return null;
  taken.add(filename);
  return { filename, byAddress: true };
}

function reasonAgainst(picture: ProductPicture, place: number, seen: Set<string>): Sentence | null {
  if (picture.width !== null && picture.height !== null && Math.min(picture.width, picture.height) < smallestSide) {
    return sentence("recipes.picture_small", { n: place, width: picture.width, height: picture.height, least: smallestSide });
  }
  return seen.has(addressOf(picture)) ? sentence("recipes.picture_same", { n: place }) : null;
}

/** The address without its query, which only says version and size. */
const addressOf = (picture: ProductPicture): string => picture.url.split("?")[0] ?? picture.url;

function slug(handle: string): string {
  const plain = handle.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 40).replace(/^-+|-+$/g, "");
  return plain || "product";
}
