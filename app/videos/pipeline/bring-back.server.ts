import { ExpectedError } from "#app/lib/expected-error.ts";
import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import { mediaOrder, replacedVideos, type ReplacedVideo } from "#app/videos/video-json.ts";
import { belongsToRemoval } from "#app/videos/removal/belongs-to-removal.ts";
import { endUndo } from "./end-undo.server.ts";
import { readMediaOrder } from "./read-product-media.server.ts";
import type { Step, StepContext } from "./step-context.ts";
import { requirePublication } from "./upload-to-shopify.server.ts";

/** Why an older video may stay away, for good: said in the undo's note, and no reason to stop. */
const STAYS_AWAY = ["shopify.file_gone", "shopify.product_media_limit", "shopify.product_suspended", "shopify.file_unusable", "shopify.too_many_references"];

/**
 * DETACHED → RESTORED: the older video whose place this one had taken goes back there, as its file is still in the shop. Its place is where
 * the newer one stood when it was taken off, so an order that the merchant made since is kept. Safe to run again: a reference is
 * added once, a place is absolute.
 */
export const bringBack: Step = async (context) => {
  const { video, deps, signal } = context;
  const publication = requirePublication(context);
  if (belongsToRemoval(video.shopRow, publication)) return { move: "next" };
  const shopify = await deps.shopifyFor(video.shop);
  const older = replacedVideos.parse(publication.replaces);
  const at = mediaOrder.nullable().parse(publication.mediaAtUndo)?.indexOf(publication.fileGid ?? "") ?? -1;
  for (const one of older.filter(({ removedAt }) => removedAt !== null)) {
    if (!(await isStillReplaced(context, one))) continue;
    await context.holdLease();
    const refused = await attachAgain(shopify, { fileGid: one.fileGid, productGid: video.productGid });
    if (refused?.code === "shopify.product_gone") return endUndo(context, { productGone: true });
    one.refused = refused?.code ?? null;
    if (refused) continue;
    const media = await readMediaOrder(shopify, video.productGid);
    if (!media) return endUndo(context, { productGone: true });
    const wanted = Math.min(at >= 0 ? at : (one.position ?? media.length), media.length - 1);
    if (media.indexOf(one.fileGid) !== wanted) {
      await context.holdLease();
      await shopify.moveMedia({ productGid: video.productGid, mediaGid: one.fileGid, position: wanted, signal });
    }
    one.backAt = deps.clock.now().toISOString();
  }
  await deps.db.publication.update({ where: { id: publication.id }, data: { replaces: older, undoState: "RESTORED" } });
  return { move: "next" };
};

/** Published again meanwhile, or taken up by another video: then it goes its own way. */
async function isStillReplaced({ deps, video }: StepContext, { videoId }: ReplacedVideo): Promise<boolean> {
  return (await deps.db.video.count({ where: { id: videoId, shop: video.shop, status: "replaced" } })) === 1;
}

async function attachAgain(shopify: ShopifyAdmin, o: { fileGid: string; productGid: string }): Promise<ExpectedError | null> {
  try {
    await shopify.attachToProduct(o);
    return null;
  } catch (error) {
    if (error instanceof ExpectedError && (STAYS_AWAY.includes(error.code) || error.code === "shopify.product_gone")) return error;
    throw error;
  }
}
