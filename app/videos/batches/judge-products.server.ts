import type { PrismaClient } from "@prisma/client";
import type { BatchProduct, ProductStatus } from "#app/shopify/shopify-admin.ts";
import { MEDIA_LIMIT } from "#app/videos/limits.ts";
import { findRecipe } from "#app/videos/recipes/find-recipe.ts";
import { blocksInBatch } from "#app/videos/video-status.ts";
import type { KeptSelection } from "./batch-json.ts";
import { skipFor } from "./describe-skip.ts";
import type { JudgedItem } from "./insert-items.server.ts";

export interface JudgeBy {
  shop: string;
  recipe: string;
  selection: KeptSelection;
}

/** Which of the products get a video and why the others do not, as far as a light look tells. Two queries, however many. */
export async function judgeProducts(db: PrismaClient, products: BatchProduct[], by: JudgeBy): Promise<JudgedItem[]> {
  const of = { shop: by.shop, productGid: { in: products.map((product) => product.productGid) } };
  const videos = await db.video.findMany({ where: { ...of, status: { in: [...blocksInBatch, "published"] } }, select: { productGid: true, status: true } });
  const onTheirWay = new Set(videos.filter((video) => video.status !== "published").map((video) => video.productGid));
  const published = new Set(videos.filter((video) => video.status === "published").map((video) => video.productGid));
  const footage = await withFootage(db, of, by.recipe);
  return products.map((product) => {
    const hasVideo = published.has(product.productGid) || product.hasVideo === true;
    const skip = judgeProduct({ ...product, hasPicture: product.hasPicture || footage.has(product.productGid), hasVideo, onItsWay: onTheirWay.has(product.productGid) }, by.selection.anyway);
    return { productGid: product.productGid, title: product.title, skip };
  });
}

/** Why one product is left out, or null. The reason that a merchant can do least about comes first. */
export function judgeProduct(
  product: { productStatus: ProductStatus; mediaCount: number; hasPicture: boolean; hasVideo: boolean; onItsWay: boolean },
  anyway: KeptSelection["anyway"],
): JudgedItem["skip"] {
  if (product.onItsWay) return skipFor("on_its_way");
  if (product.productStatus === "ARCHIVED" && !anyway.includes("archived")) return skipFor("archived");
  if (product.productStatus === "DRAFT" && !anyway.includes("draft")) return skipFor("draft");
  if (product.hasVideo && !anyway.includes("has_video")) return skipFor("has_video");
  if (!product.hasPicture) return skipFor("no_picture");
  if (product.mediaCount >= MEDIA_LIMIT) return skipFor("media_full");
  return null;
}

/** Products for which the merchant brought footage that the recipe can use instead of pictures. */
async function withFootage(db: PrismaClient, of: { shop: string; productGid: { in: string[] } }, recipe: string): Promise<Set<string>> {
  if (!findRecipe(recipe).takes.includes("footage")) return new Set();
  const files = await db.merchantFile.findMany({ where: { ...of, kind: "footage", videoId: null, erasedAt: null }, select: { productGid: true } });
  return new Set(files.map((file) => file.productGid));
}
