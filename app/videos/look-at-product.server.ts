import { ExpectedError } from "#app/lib/expected-error.ts";
import { fingerprintProduct } from "./fingerprint-product.server.ts";
import type { PipelineDeps } from "./pipeline/step-context.ts";
import type { ProductChange } from "./product-change-queue.ts";

/**
 * Compares a product with what its videos were made from. A video whose pictures, title or price are no longer those of the
 * product is out of date from then on; it is up to date again when they come back. One Admin call.
 */
export async function lookAtProduct(deps: Pick<PipelineDeps, "db" | "shopifyFor" | "clock" | "log">, { shop, productGid }: ProductChange): Promise<void> {
  const fingerprint = await readFingerprint(deps, shop, productGid);
  if (fingerprint === null) return;
  const of = { shop, productGid, madeFrom: { not: null } };
  await deps.db.video.updateMany({ where: { ...of, staleSince: null, NOT: { madeFrom: fingerprint } }, data: { staleSince: deps.clock.now() } });
  await deps.db.video.updateMany({ where: { ...of, madeFrom: fingerprint, staleSince: { not: null } }, data: { staleSince: null } });
}

/** Null when the product is gone, or cannot be read before someone opens the app. */
async function readFingerprint(deps: Pick<PipelineDeps, "shopifyFor" | "log">, shop: string, productGid: string): Promise<string | null> {
  try {
    const product = await (await deps.shopifyFor(shop)).getProduct({ productGid });
    return product && fingerprintProduct(product);
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.retryable) throw error;
    deps.log.info({ shop, productGid, code: error.code }, "a changed product could not be looked at");
    return null;
  }
}
