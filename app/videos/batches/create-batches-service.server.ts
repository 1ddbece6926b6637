import { z } from "zod";
import type { SecretBox } from "#app/lib/seal-secret.server.ts";
import type { ChangeDeps } from "#app/videos/change-video.server.ts";
import { buildVideoView, type VideoForView } from "#app/videos/build-video-view.ts";
import { signKeptFile } from "#app/videos/sign-kept-file.server.ts";
import { answerAll } from "./answer-all.server.ts";
import { approveReady } from "./approve-ready.server.ts";
import { batchCsv } from "./batch-csv.server.ts";
import type { PipelineWaits } from "#app/videos/pipeline/pipeline-waits.ts";
import type { BatchDeps } from "./batch-deps.ts";
import { batchNotFound } from "./batch-errors.ts";
import type { BatchesService } from "./batches-service.ts";
import { cancelBatch } from "./cancel-batch.server.ts";
import { createBatch } from "./create-batch.server.ts";
import { quoteBatch } from "./quote-batch.server.ts";
import { readBatch, readBatches } from "./read-batches.server.ts";
import { readItems } from "./read-items.server.ts";
import { retryFailed } from "./retry-failed.server.ts";
import { startSelection } from "./start-selection.server.ts";
import { undoPublished } from "./undo-published.server.ts";
import { confirmBatch, pauseBatch, resumeBatch } from "./steer-batch.server.ts";

export interface BatchesServiceDeps extends BatchDeps, ChangeDeps {
  secrets: SecretBox;
  /** As the pipeline waits, scaled where it is. */
  waits: Pick<PipelineWaits, "lateLookUntilMs">;
  cancelVideo(o: { shop: string; videoId: string }): Promise<void>;
}

/** Puts the batches together for the routes. */
export function createBatchesService(deps: BatchesServiceDeps): BatchesService {
  const { db } = deps;
  const viewVideo = (video: VideoForView) => buildVideoView(video, (id) => signKeptFile(deps.secrets, deps.clock, id), deps.waits.lateLookUntilMs);
  const isId = (id: string) => z.uuid().safeParse(id).success;
  return {
    createBatch: (o) => createBatch(deps, o),
    startSelection: (o) => startSelection(deps, o),
    getBatch: (o) => readBatch(db, o),
    listBatches: (o) => readBatches(db, o),
    batchItems: (o) => readItems(db, viewVideo, o),
    async refreshQuote({ shop, batchId, admin }) {
      const batch = isId(batchId) ? await db.batch.findFirst({ where: { id: batchId, shop } }) : null;
      if (!batch) throw batchNotFound();
      if (batch.status === "quoted") await db.batch.updateMany({ where: { id: batchId, shop, status: "quoted", revision: batch.revision }, data: { quote: { ...(await quoteBatch(deps, batch, admin)) } } });
    },
    confirmBatch: (o) => confirmBatch(deps, o),
    pauseBatch: (o) => pauseBatch(deps, o),
    resumeBatch: (o) => resumeBatch(deps, o),
    cancelBatch: (o) => cancelBatch(deps, o),
    retryFailed: (o) => retryFailed(deps, o),
    approveReady: (o) => approveReady(deps, o),
    undoPublished: (o) => undoPublished(deps, o),
    answerAll: (o) => answerAll(deps, o),
    batchCsv: async (o) => (isId(o.batchId) ? batchCsv(db, o, (page) => readItems(db, viewVideo, { ...o, filter: "all", ...page })) : null),
  };
}
