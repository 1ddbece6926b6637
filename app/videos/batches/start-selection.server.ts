import type { SelectionStarted, SkippedProduct } from "#app/videos/selection-plan.ts";
import { blocksInBatch } from "#app/videos/video-status.ts";
import type { BatchDeps } from "./batch-deps.ts";
import { anywayReasons } from "./batch-view.ts";
import { createBatch } from "./create-batch.server.ts";

/**
 * Begins a batch for products that the merchant saw one by one with what stands for and against each (`planSelection`), drafts and all.
 * Answers at once, without asking Shopify: a product that cannot have a video any more is left out when its turn comes, and the batch says why.
 */
export async function startSelection(
  deps: Pick<BatchDeps, "db" | "jobs" | "clock">,
  o: { shop: string; productGids: string[]; requestedBy: string | null; requestKey: string },
): Promise<SelectionStarted> {
  const { shop, requestKey } = o;
  const known = await deps.db.batch.findUnique({ where: { shop_requestKey: { shop, requestKey } }, select: { id: true, items: { select: { productGid: true }, orderBy: { position: "asc" } } } });
  if (known) return { batchId: known.id, started: known.items, skipped: [] };
  const productGids = [...new Set(o.productGids)];
  const busy = await deps.db.video.findMany({ where: { shop, productGid: { in: productGids }, status: { in: blocksInBatch } }, select: { productGid: true, productTitle: true } });
  const onTheirWay = new Map(busy.map((video) => [video.productGid, video.productTitle]));
  const skipped = productGids.flatMap((productGid): SkippedProduct[] => (onTheirWay.has(productGid) ? [{ productGid, title: onTheirWay.get(productGid) ?? null, reason: "on_its_way", text: null }] : []));
  const wanted = productGids.filter((productGid) => !onTheirWay.has(productGid));
  if (wanted.length === 0) return { batchId: null, started: [], skipped };
  const { batchId } = await createBatch(deps, {
    shop, selection: { kind: "hand", productGids: wanted }, recipe: null, chosen: null, anyway: [...anywayReasons], requestedBy: o.requestedBy, requestKey, confirmed: { capCredits: null },
  });
  return { batchId, started: wanted.map((productGid) => ({ productGid })), skipped };
}
