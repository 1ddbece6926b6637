import { z } from "zod";
import type { QueueDefinition } from "#app/jobs/job-catalog.ts";
import { removalQueue } from "./removal/removal-queue.ts";
import { batchQueues } from "./batches/batch-queues.ts";
import { keptFilesQueue } from "./clean-kept-files.server.ts";
import { productChangeQueue } from "./product-change-queue.ts";

const videoJob = z.object({ videoId: z.uuid() });
export type VideoJob = z.infer<typeof videoJob>;

/** Short steps: a few requests each. */
export const videoStepQueue: QueueDefinition<VideoJob> = {
  name: "video-step", payload: videoJob, concurrency: 10, retryLimit: 20, expireInSeconds: 900, deadLetter: "video-dead", policy: "short",
};

/** The long paid turn, apart, so that it never holds up the short steps. It only waits, so many fit in one process. */
export const videoTurnQueue: QueueDefinition<VideoJob> = {
  name: "video-turn", payload: videoJob, concurrency: 20, retryLimit: 20, expireInSeconds: 1200, deadLetter: "video-dead", policy: "short",
};

/** Steps of the way off a listing, apart: taking many videos off must not hold up those that are being made. */
export const videoUndoQueue: QueueDefinition<VideoJob> = {
  name: "video-undo", payload: videoJob, concurrency: 3, retryLimit: 20, expireInSeconds: 900, deadLetter: "video-dead", policy: "short", unhurried: true,
};

/** Jobs whose worker died again and again: the video ends with a sentence instead of waiting for ever. */
export const videoDeadQueue: QueueDefinition<VideoJob> = {
  name: "video-dead", payload: videoJob, concurrency: 1, retryLimit: 5, expireInSeconds: 60, policy: "standard", unhurried: true,
};

/** Looks for messages whose end stayed unknown, hours apart. */
export const videoLateLookQueue: QueueDefinition<VideoJob> = {
  name: "video-late-look", payload: videoJob, concurrency: 2, retryLimit: 20, expireInSeconds: 300, policy: "short", unhurried: true,
};

/** Heals what a crash between two processes could leave: waiting videos with room, steps without a job. */
export const videoSweepQueue: QueueDefinition<Record<string, never> | null> = {
  name: "video-sweep", payload: z.object({}).nullable() as never, concurrency: 1, retryLimit: 0, expireInSeconds: 60, policy: "short", unhurried: true, cron: "* * * * *",
};

export const videoQueues: QueueDefinition[] = [videoStepQueue, videoTurnQueue, videoUndoQueue, videoDeadQueue, videoLateLookQueue, videoSweepQueue, keptFilesQueue, productChangeQueue, removalQueue, ...batchQueues] as QueueDefinition[];
