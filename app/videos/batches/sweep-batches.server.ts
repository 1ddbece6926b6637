import type { BatchWorkerDeps } from "./batch-deps.ts";
import { batchFeedQueue, batchGatherQueue } from "./batch-queues.ts";

/** Gives a job to every batch that may have lost its own: those being looked up, and shops with batches that have not ended. A job that is there is not doubled. */
export async function sweepBatches(deps: Pick<BatchWorkerDeps, "db" | "jobs">): Promise<void> {
  const { db, jobs } = deps;
  const gathering = await db.batch.findMany({ where: { status: "gathering", shopRow: { uninstalledAt: null } }, select: { id: true, shop: true } });
  const unfinished = await db.batch.findMany({ where: { status: { in: ["running", "paused", "canceled"] }, finishedAt: null, shopRow: { uninstalledAt: null } }, distinct: ["shop"], select: { shop: true } });
  if (gathering.length) await db.$transaction((tx) => jobs.enqueueMany(tx, batchGatherQueue.name, gathering.map(({ id, shop }) => ({ payload: { shop, batchId: id }, key: id }))));
  if (unfinished.length) await db.$transaction((tx) => jobs.enqueueMany(tx, batchFeedQueue.name, unfinished.map(({ shop }) => ({ payload: { shop }, key: shop }))));
}
