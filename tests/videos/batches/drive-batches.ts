import { isAtRest, type VideoStatus } from "#app/videos/video-status.ts";
import { feedBatches } from "#app/videos/batches/feed-batches.server.ts";
import { gatherBatch } from "#app/videos/batches/gather-batch.server.ts";
import type { NewBatch } from "#app/videos/batches/batches-service.ts";
import { SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

const never = new AbortController().signal;
let keys = 0;

/** Parts of a new batch of the shop that a test does not care about. */
export const newBatch = (change: Partial<NewBatch> & Pick<NewBatch, "selection">): NewBatch => ({ shop: SHOP, recipe: null, chosen: null, requestedBy: null, requestKey: `key-${++keys}`, ...change });

/** The ids of products of the catalogue by their handles. */
export const gidsOf = (shop: TestShop, ...handles: string[]): string[] => handles.map((handle) => shop.product(handle).gid);

/** Looks the batch's products up, as a worker does. */
export const gather = (shop: TestShop, batchId: string, as = shop.batchDeps): Promise<void> => gatherBatch(as, { shop: SHOP, batchId }, never);

/** One run of the feed, as a worker does when a place came free. */
export const feed = (shop: TestShop, as = shop.batchDeps): Promise<void> => feedBatches(as, SHOP, never);

/** A batch by hand that is quoted. */
export async function quoted(shop: TestShop, change: Partial<NewBatch> & Pick<NewBatch, "selection">): Promise<string> {
  const { batchId } = await shop.batches.createBatch(newBatch(change));
  await gather(shop, batchId);
  return batchId;
}

/** A batch by hand that runs. */
export async function running(shop: TestShop, productGids: string[], change: { capCredits?: number | null } = {}): Promise<string> {
  const batchId = await quoted(shop, { selection: { kind: "hand", productGids } });
  await shop.batches.confirmBatch({ shop: SHOP, batchId, capCredits: change.capCredits ?? null, confirmedBy: null });
  return batchId;
}

/** Feeds and drives until nothing moves by itself any more; gives the most videos that were in progress at once. */
export async function workOff(shop: TestShop, as = shop.batchDeps): Promise<{ peak: number }> {
  let peak = 0;
  for (;;) {
    await feed(shop, as);
    const moving = (await shop.db.video.findMany({ where: { shop: SHOP } })).filter((video) => !isAtRest(video.status as VideoStatus));
    peak = Math.max(peak, moving.length);
    if (moving.length === 0) return { peak };
    await Promise.all(moving.map((video) => shop.drive(video.id)));
  }
}
