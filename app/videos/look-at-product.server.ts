import { ExpectedError } from "#app/lib/expected-error.ts";
import type { ProductForVideo } from "#app/shopify/shopify-admin.ts";
import { fingerprintProduct } from "./fingerprint-product.server.ts";
import { noteListing, readListedVideos, VIDEOS_READ } from "./note-listing.server.ts";
import type { PipelineDeps } from "./pipeline/step-context.ts";
import type { ProductChange } from "./product-change-queue.ts";

type Deps = Pick<PipelineDeps, "db" | "shopifyFor" | "clock" | "log">;

/**
 * Compares a product with what its videos were made from, and its media with what we put there. A video whose pictures, title or price are no
 * longer those of the product is out of date from then on; it is up to date again when they come back. One that a merchant took off in Shopify
 * says so. One Admin call.
 */
export async function lookAtProduct(deps: Deps, { shop, productGid }: ProductChange): Promise<void> {
  const listed = await readListedVideos(deps.db, { shop, productGid });
  const product = await readProduct(deps, shop, productGid);
  if (product === null) return;
  const onProduct = product.videos.map(({ mediaGid }) => mediaGid);
  await noteListing(deps, { shop, listed, onProduct, complete: onProduct.length < VIDEOS_READ });
  const fingerprint = fingerprintProduct(product);
  const of = { shop, productGid, madeFrom: { not: null } };
  await deps.db.video.updateMany({ where: { ...of, staleSince: null, NOT: { madeFrom: fingerprint } }, data: { staleSince: deps.clock.now() } });
  await deps.db.video.updateMany({ where: { ...of, madeFrom: fingerprint, staleSince: { not: null } }, data: { staleSince: null } });
}

/** Null when the product is gone, or cannot be read before someone opens the app. */
async function readProduct(deps: Pick<Deps, "shopifyFor" | "log">, shop: string, productGid: string): Promise<ProductForVideo | null> {
  try {
    return await (await deps.shopifyFor(shop)).getProduct({ productGid });
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.retryable) throw error;
    deps.log.info({ shop, productGid, code: error.code }, "a changed product could not be looked at");
    return null;
  }
}
