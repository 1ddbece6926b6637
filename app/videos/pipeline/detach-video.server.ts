import type { Prisma } from "@prisma/client";
import { ExpectedError } from "#app/lib/expected-error.ts";
import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import { mediaOrder, replacedVideos } from "#app/videos/video-json.ts";
import { belongsToRemoval } from "#app/videos/removal/belongs-to-removal.ts";
import { endUndo } from "./end-undo.server.ts";
import { readMediaOrder } from "./read-product-media.server.ts";
import type { Step } from "./step-context.ts";
import { requirePublication } from "./upload-to-shopify.server.ts";

/**
 * WANTED → DETACHED: takes the video's reference off the product; the file stays in the shop. What the listing was like is stored
 * before, so that a second run knows what the first one did. Nothing of the merchant's is named in any call.
 */
export const detachVideo: Step = async (context) => {
  const { video, deps } = context;
  const publication = requirePublication(context);
  const { fileGid } = publication;
  if (!fileGid) throw new Error(`video ${video.id} is to be taken off without a file at Shopify`);
  const shopify = await deps.shopifyFor(video.shop);
  const media = await readMediaOrder(shopify, video.productGid);
  if (!media) return endUndo(context, { productGone: true });
  const before = mediaOrder.nullable().parse(publication.mediaAtUndo) ?? media;
  if (media.includes(fileGid)) {
    await context.holdLease();
    await deps.db.publication.update({ where: { id: publication.id }, data: { mediaAtUndo: before } });
    if ((await takeOff(shopify, { fileGid, productGid: video.productGid })) === "product_gone") return endUndo(context, { productGone: true });
  }
  await deps.db.publication.update({ where: { id: publication.id }, data: { mediaAtUndo: before, undoState: "DETACHED" } });
  const away = replacedVideos.parse(publication.replaces).filter(({ removedAt, fileGid: older }) => removedAt !== null && !media.includes(older)).map(({ videoId }) => videoId);
  const bringsBack = !belongsToRemoval(video.shopRow, publication) && away.length > 0;
  return { move: "next", to: bringsBack ? "bring_back" : "confirm_undo", also: (tx) => markReplaced(tx, video.shop, away) };
};

/** What we took off, and stopped before it was written down: it is away because of this video, and comes back with its undo. */
async function markReplaced(tx: Prisma.TransactionClient, shop: string, videoIds: string[]): Promise<void> {
  if (videoIds.length) await tx.video.updateMany({ where: { id: { in: videoIds }, shop, status: { in: ["published", "removed"] } }, data: { status: "replaced", revision: { increment: 1 } } });
}

/** Removes one reference. A file or a product that is gone is an end too: there is nothing left to take off. */
export async function takeOff(shopify: ShopifyAdmin, o: { fileGid: string; productGid: string }): Promise<"off" | "file_gone" | "product_gone"> {
  try {
    await shopify.detachFromProduct(o);
    return "off";
  } catch (error) {
    if (error instanceof ExpectedError && error.code === "shopify.file_gone") return "file_gone";
    if (error instanceof ExpectedError && error.code === "shopify.product_gone") return "product_gone";
    throw error;
  }
}
