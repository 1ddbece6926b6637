import type { Prisma, PrismaClient } from "@prisma/client";
import { ExpectedError } from "#app/lib/expected-error.ts";
import type { ChangeDeps } from "#app/videos/change-video.server.ts";
import { retryVideo } from "#app/videos/retry-video.server.ts";
import { sentence } from "#app/words/say.ts";
import { changeBatch } from "./change-batch.server.ts";
import { nothingSent, putBack } from "./put-back.server.ts";

/** Failed before anything was sent: the product may have its turn again. */
const neverSent = { status: "failed", charged: "no", ...nothingSent } satisfies Prisma.VideoWhereInput;
/** What was paid for and stopped: the rest of its way is free. */
const freeRest = { status: { in: ["failed", "attention"] }, canRetry: true, NOT: neverSent } satisfies Prisma.VideoWhereInput;

/** How many videos of each of the shop's batches can be tried again. One query. */
export async function countRetryable(db: PrismaClient, shop: string, batchIds: string[]): Promise<Map<string, number>> {
  const rows = await db.batchItem.groupBy({ by: ["batchId"], where: { shop, batchId: { in: batchIds }, video: { OR: [neverSent, freeRest] } }, _count: true });
  return new Map(rows.map((row) => [row.batchId, row._count]));
}

/**
 * Tries again what can be had without a second payment: products whose video never cost anything get another turn, and the free rest of the
 * way is gone again by those that were paid for. Never sends a message that was sent before. A batch that was done runs again.
 */
export async function retryFailed(deps: ChangeDeps, o: { shop: string; batchId: string }): Promise<{ retried: number }> {
  let retried = 0;
  await changeBatch(deps, o, async (batch, tx) => {
    if (!["running", "paused", "done"].includes(batch.status)) return null;
    retried = (await putBack(tx, deps.clock.now(), { shop: o.shop, batchId: batch.id, which: neverSent, note: sentence("quote.note_another_turn") })).length;
    const rest = await tx.batchItem.count({ where: { shop: o.shop, batchId: batch.id, video: freeRest } });
    if (retried + rest === 0) return null;
    return batch.status === "done" ? { status: "running", finishedAt: null } : {};
  });
  const rest = await deps.db.batchItem.findMany({ where: { shop: o.shop, batchId: o.batchId, video: freeRest }, select: { videoId: true } });
  for (const { videoId } of rest) if (videoId && (await tryAgain(deps, { shop: o.shop, videoId }))) retried++;
  return { retried };
}

/** False for one that has gone another way meanwhile. */
async function tryAgain(deps: ChangeDeps, o: { shop: string; videoId: string }): Promise<boolean> {
  try {
    await retryVideo(deps, { ...o, inTurn: true });
    return true;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return false;
  }
}
