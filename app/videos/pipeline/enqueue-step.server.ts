import type { Prisma } from "@prisma/client";
import type { JobQueue } from "#app/jobs/open-job-queue.server.ts";
import { videoStepQueue, videoTurnQueue, videoUndoQueue } from "#app/videos/video-queues.ts";
import { undoSteps, type VideoStep } from "#app/videos/video-status.ts";

/** Queue of a step: the paid turn has its own, because it lasts minutes, and the way off the listing, because there may be thousands at once. */
export const queueOfStep = (step: VideoStep): string => (step === "generate" ? videoTurnQueue.name : undoSteps.includes(step) ? videoUndoQueue.name : videoStepQueue.name);

/** Enqueues the job for a step inside the transaction that moves the row there. */
export async function enqueueStep(deps: { jobs: JobQueue }, tx: Prisma.TransactionClient, step: VideoStep, videoId: string, startAt?: Date): Promise<void> {
  await deps.jobs.enqueue(tx, queueOfStep(step), { videoId }, { key: videoId, ...(startAt && { startAt }) });
}
