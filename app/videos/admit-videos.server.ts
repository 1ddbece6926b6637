import type { Prisma } from "@prisma/client";
import type { JobQueue } from "#app/jobs/open-job-queue.server.ts";
import { batchFeedQueue } from "./batches/batch-queues.ts";
import { inProgress, statusOfStep, type VideoStep } from "./video-status.ts";
import { videoStepQueue } from "./video-queues.ts";

/**
 * Lets waiting videos of one shop begin, up to `perShop` in progress. The lock on the shop's row makes the number exact
 * over all processes; waiting videos are rows, not jobs, so a shop with thousands of them delays nobody. The shop's batches, which
 * come after them, are told. Returns how many began.
 */
export async function admitVideos(deps: { jobs: JobQueue; perShop: number }, tx: Prisma.TransactionClient, shop: string, o: { tellBatches: boolean } = { tellBatches: true }): Promise<number> {
  await lockShop(tx, shop);
  if (o.tellBatches) await tellBatches(deps, tx, shop);
  const busy = await tx.video.count({ where: { shop, status: { in: inProgress } } });
  if (busy >= deps.perShop) return 0;
  const waiting = await tx.video.findMany({
    where: { shop, status: "queued" }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], take: deps.perShop - busy, select: { id: true, step: true },
  });
  if (waiting.length === 0) return 0;
  const now = new Date();
  for (const status of inProgress) {
    const ids = waiting.filter((video) => statusOfStep(video.step as VideoStep) === status).map((video) => video.id);
    if (ids.length) await tx.video.updateMany({ where: { id: { in: ids }, status: "queued" }, data: { status, stepStartedAt: now, revision: { increment: 1 } } });
  }
  await tx.videoEvent.createMany({ data: waiting.map((video) => ({ videoId: video.id, step: video.step, kind: "started" })) });
  // Only short steps are waited for in the queue of a shop: first ones, and those that a person has gone on with.
  await deps.jobs.enqueueMany(tx, videoStepQueue.name, waiting.map(({ id }) => ({ payload: { videoId: id }, key: id })));
  return waiting.length;
}

/** A video of the shop ended, or is about to begin: its batches look what has become of theirs, and whose turn it is. */
async function tellBatches(deps: { jobs: JobQueue }, tx: Prisma.TransactionClient, shop: string): Promise<void> {
  const open = await tx.batch.findFirst({ where: { shop, status: { in: ["running", "paused", "canceled"] }, finishedAt: null }, select: { id: true } });
  if (open) await deps.jobs.enqueue(tx, batchFeedQueue.name, { shop }, { key: shop });
}

/** Holds the shop's row until the transaction ends: one admission or request of a shop at a time, over all processes. */
export async function lockShop(tx: Prisma.TransactionClient, shop: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Shop" WHERE domain = ${shop} FOR UPDATE`;
}
