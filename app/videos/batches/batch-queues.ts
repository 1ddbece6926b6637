import { z } from "zod";
import type { QueueDefinition } from "#app/jobs/job-catalog.ts";

const gatherJob = z.object({ shop: z.string(), batchId: z.uuid() });
const feedJob = z.object({ shop: z.string() });
const nothing = z.object({}).nullable() as never;

/** Looks a batch's products up, page by page; one job per batch. It keeps its place in the row, so that any worker may go on. */
export const batchGatherQueue: QueueDefinition<z.infer<typeof gatherJob>> = {
  name: "batch-gather", payload: gatherJob, concurrency: 2, retryLimit: 20, expireInSeconds: 600, policy: "short", unhurried: true,
};

/** Begins the next videos of a shop's batches where places are free; one waiting job per shop. */
export const batchFeedQueue: QueueDefinition<z.infer<typeof feedJob>> = {
  name: "batch-feed", payload: feedJob, concurrency: 4, retryLimit: 20, expireInSeconds: 300, policy: "short", unhurried: true,
};

/** Gives a job to batches that lost theirs. */
export const batchSweepQueue: QueueDefinition<Record<string, never> | null> = {
  name: "batch-sweep", payload: nothing, concurrency: 1, retryLimit: 0, expireInSeconds: 60, policy: "short", unhurried: true, cron: "* * * * *",
};

/** Makes the batches of shops that have automatic mode on. */
export const batchAutomaticQueue: QueueDefinition<Record<string, never> | null> = {
  name: "batch-automatic", payload: nothing, concurrency: 1, retryLimit: 0, expireInSeconds: 300, policy: "short", unhurried: true, cron: "*/10 * * * *",
};

export const batchQueues = [batchGatherQueue, batchFeedQueue, batchSweepQueue, batchAutomaticQueue] as QueueDefinition[];
