import type { BatchWorkerDeps } from "./batch-deps.ts";
import { batchAutomaticQueue, batchFeedQueue, batchGatherQueue, batchSweepQueue } from "./batch-queues.ts";
import { feedBatches } from "./feed-batches.server.ts";
import { gatherBatch } from "./gather-batch.server.ts";
import { mailBatchEnds } from "./mail-batch-ends.server.ts";
import { tendAutomatic } from "./tend-automatic.server.ts";
import { sweepBatches } from "./sweep-batches.server.ts";
import { tellBatchEnds } from "./tell-batch-ends.server.ts";

/** Gives every queue of batches its handler. */
export async function startBatchWorkers(deps: BatchWorkerDeps): Promise<void> {
  await deps.jobs.work(batchGatherQueue, (batch, signal) => gatherBatch(deps, batch, signal));
  await deps.jobs.work(batchFeedQueue, ({ shop }, signal) => feedBatches(deps, shop, signal));
  await deps.jobs.work(batchAutomaticQueue, () => tendAutomatic(deps));
  await deps.jobs.work(batchSweepQueue, async (_nothing, signal) => {
    await sweepBatches(deps);
    await mailBatchEnds(deps, signal);
    await tellBatchEnds(deps, signal);
  });
}
