import type { BatchesService } from "#app/videos/batches/batches-service.ts";

/** A page of batches, newest first, with where the next one begins. */
export type BatchPage = Awaited<ReturnType<BatchesService["listBatches"]>>;
