import type { Batch } from "@prisma/client";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { lockShop } from "#app/videos/admit-videos.server.ts";
import { EXPECTED_CREDITS } from "#app/videos/limits.ts";
import { findRecipe } from "#app/videos/recipes/find-recipe.ts";
import type { BatchWorkerDeps } from "./batch-deps.ts";
import { whyNoFurther } from "./check-limits.server.ts";

/** Between a pause and the first look, and between two looks: a look asks Shopify and NemoVideo a question each. */
const LOOK_EVERY_MS = 5 * 60_000;

/** When a batch that pauses now is looked at again. */
export const nextResumeLook = (now: Date): Date => new Date(now.getTime() + LOOK_EVERY_MS);

/**
 * Lets the shop's batches go on that paused for something that has gone by itself: Shopify takes videos again, the balance is enough for another,
 * the account is let in. What a person or a cap of the merchant paused has no `resumeLookAt` and waits for a person. Nothing is spent by looking.
 */
export async function resumeBatches(deps: BatchWorkerDeps, shop: string): Promise<void> {
  const due = await deps.db.batch.findMany({ where: { shop, status: "paused", resumeLookAt: { lte: deps.clock.now() }, shopRow: { uninstalledAt: null } }, orderBy: { id: "asc" } });
  for (const batch of due) {
    const goesOn = await mayGoOn(deps, batch);
    if (goesOn) deps.log.info({ batchId: batch.id, shop, pausedWhy: batch.pausedWhy }, "a batch goes on by itself");
    await deps.db.$transaction(async (tx) => {
      await lockShop(tx, shop);
      // Not what a person, or another worker, did with it meanwhile.
      await tx.batch.updateMany({
        where: { id: batch.id, shop, status: "paused", resumeLookAt: batch.resumeLookAt },
        data: goesOn ? { status: "running", pausedWhy: null, pausedText: null, resumeLookAt: null, revision: { increment: 1 } } : { resumeLookAt: nextResumeLook(deps.clock.now()) },
      });
    });
  }
}

/** Asked as strictly as a video is before it spends, so that a batch does not go on only to pause again. */
async function mayGoOn(deps: BatchWorkerDeps, { id, shop, recipe, pausedWhy }: Batch): Promise<boolean> {
  try {
    const admin = await deps.shopifyFor(shop);
    if (await whyNoFurther(deps, { shop, admin })) return false;
    const next = await deps.db.batchItem.findFirst({ where: { batchId: id, shop, state: "waiting" }, orderBy: { position: "asc" }, select: { productGid: true } });
    // What refused the last turn may have been Shopify.
    if (next && pausedWhy === "account") await admin.getMaterial({ productGid: next.productGid });
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return false;
  }
  const balance = await deps.showBalance(shop, findRecipe(recipe).skillSource);
  // Without a figure nobody knows whether NemoVideo lets the account in; Shopify's limits have nothing to do with it.
  return balance?.available == null ? pausedWhy === "limit" : balance.available >= EXPECTED_CREDITS;
}
