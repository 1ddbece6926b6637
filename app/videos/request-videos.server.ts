import { ExpectedError } from "#app/lib/expected-error.ts";
import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import { requestVideo, type RequestDeps } from "./request-video.server.ts";
import type { SelectionStarted } from "./selection-plan.ts";

/**
 * A video for each product, each by the one function that begins one. A product that cannot have one is left out with its
 * reason; asked again after a lost answer, those that began before are found on their way and nothing is begun twice.
 */
export async function requestVideos(
  deps: RequestDeps,
  o: { shop: string; admin: Pick<ShopifyAdmin, "getProducts">; productGids: string[]; requestedBy: string | null },
): Promise<SelectionStarted> {
  const productGids = [...new Set(o.productGids)];
  const products = new Map((await o.admin.getProducts({ productGids })).map((product) => [product.productGid, product]));
  const outcome: SelectionStarted = { started: [], skipped: [] };
  for (const productGid of productGids) {
    const product = products.get(productGid);
    if (!product) {
      outcome.skipped.push({ productGid, title: null, reason: "gone", text: null });
      continue;
    }
    try {
      const admin = { getProduct: async () => product };
      const { videoId, already } = await requestVideo(deps, { shop: o.shop, admin, productGid, recipe: null, prompt: null, requestedBy: o.requestedBy });
      if (already) outcome.skipped.push({ productGid, title: product.title, reason: "on_its_way", text: null });
      else outcome.started.push({ productGid, videoId });
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      outcome.skipped.push({ productGid, title: product.title, reason: "blocked", text: error.merchantMessage });
    }
  }
  return outcome;
}
