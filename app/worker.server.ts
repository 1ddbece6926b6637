import { retentionQueue, sweepOldData } from "#app/operations/sweep-old-data.server.ts";
import { openPipeline, services } from "#app/services.server.ts";
import { startBatchWorkers } from "#app/videos/batches/start-batch-workers.server.ts";
import { startVideoWorkers } from "#app/videos/start-video-workers.server.ts";

export interface RunningWorker {
  id: string;
  /** Takes nothing new, lets running steps end or hand over within `graceMs`, then lets go. */
  stop(graceMs: number): Promise<void>;
}

/** Starts the job workers of this process. Nothing starts on import. */
export async function startWorker(): Promise<RunningWorker> {
  const pipeline = await openPipeline();
  await startVideoWorkers(pipeline);
  await startBatchWorkers(pipeline);
  await pipeline.jobs.work(retentionQueue, async () => {
    const swept = await sweepOldData({ db: pipeline.db, keptFiles: pipeline.keptFiles, now: pipeline.clock.now(), eraseShop: (shop) => services().videos.redactShop({ shop }) });
    pipeline.log.info({ ...swept, shops: swept.shops.length }, "old data erased");
  });
  return { id: pipeline.workerId, stop: (graceMs) => pipeline.jobs.stop(graceMs) };
}
