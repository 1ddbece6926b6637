import { cleanKeptFiles, keptFilesQueue } from "./clean-kept-files.server.ts";
import { buryVideo } from "./bury-video.server.ts";
import { lookLate } from "./look-late.server.ts";
import { lookAtProduct } from "./look-at-product.server.ts";
import { runVideoStep } from "./pipeline/run-video-step.server.ts";
import type { PipelineDeps } from "./pipeline/step-context.ts";
import { productChangeQueue } from "./product-change-queue.ts";
import { removalQueue } from "./removal/removal-queue.ts";
import { runRemoval } from "./removal/run-removal.server.ts";
import { sweepVideos } from "./sweep-videos.server.ts";
import { videoDeadQueue, videoLateLookQueue, videoStepQueue, videoSweepQueue, videoTurnQueue, videoUndoQueue } from "./video-queues.ts";

/** Gives every queue of the catalogue its handler. */
export async function startVideoWorkers(deps: PipelineDeps): Promise<void> {
  await deps.jobs.work(videoStepQueue, ({ videoId }, signal) => runVideoStep(deps, videoId, signal));
  await deps.jobs.work(videoTurnQueue, ({ videoId }, signal) => runVideoStep(deps, videoId, signal));
  await deps.jobs.work(videoUndoQueue, ({ videoId }, signal) => runVideoStep(deps, videoId, signal));
  await deps.jobs.work(videoDeadQueue, ({ videoId }) => buryVideo(deps, videoId));
  await deps.jobs.work(videoLateLookQueue, ({ videoId }, signal) => lookLate(deps, videoId, signal));
  await deps.jobs.work(productChangeQueue, (change) => lookAtProduct(deps, change));
  await deps.jobs.work(removalQueue, (removal) => runRemoval(deps, removal));
  await deps.jobs.work(keptFilesQueue, async () => {
    const { erased, overBytes } = await cleanKeptFiles({ ...deps, now: deps.clock.now() });
    if (erased) deps.log.info({ erased }, "copies of videos erased by age or for room");
    if (overBytes) deps.log.warn({ overBytes }, "the copies that are still needed take more room than KEPT_FILES_MAX_GB");
  });
  await deps.jobs.work(videoSweepQueue, () => sweepVideos(deps));
}
