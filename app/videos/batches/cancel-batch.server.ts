import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence } from "#app/words/say.ts";
import type { BatchDeps } from "./batch-deps.ts";
import { batchMovedOn } from "./batch-errors.ts";
import { changeBatch } from "./change-batch.server.ts";

/**
 * Ends a batch. Products whose turn has not come cost nothing. With `alsoBegun` the videos being made are canceled too and may still be
 * charged; without it they go on. What was approved goes onto its product either way.
 */
export async function cancelBatch(
  deps: Pick<BatchDeps, "db" | "jobs" | "clock"> & { cancelVideo(o: { shop: string; videoId: string }): Promise<void> },
  o: { shop: string; batchId: string; alsoBegun: boolean },
): Promise<void> {
  await changeBatch(deps, o, async (batch, tx) => {
    if (batch.status === "canceled") return null;
    if (batch.status === "done") throw batchMovedOn(sentence("requests.batch_is_done"));
    await tx.batchItem.updateMany({ where: { shop: o.shop, batchId: batch.id, state: { in: ["new", "waiting"] } }, data: { state: "canceled" } });
    return { status: "canceled", pausedWhy: null, pausedText: null };
  });
  if (!o.alsoBegun) return;
  const begun = await deps.db.batchItem.findMany({ where: { batchId: o.batchId, shop: o.shop, video: { status: { in: ["queued", "making"] }, approvedAt: null } }, select: { videoId: true } });
  for (const { videoId } of begun) {
    if (!videoId) continue;
    // One that has ended meanwhile stays as it is.
    await deps.cancelVideo({ shop: o.shop, videoId }).catch((error: unknown) => {
      if (!(error instanceof ExpectedError)) throw error;
    });
  }
}
