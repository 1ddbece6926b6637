import { openPipeline } from "#app/services.server.ts";
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
  return { id: pipeline.workerId, stop: (graceMs) => pipeline.jobs.stop(graceMs) };
}
