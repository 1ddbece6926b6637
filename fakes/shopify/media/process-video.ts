import path from "node:path";
import type { ShopWorld } from "#fakes/shopify/shop-world.ts";
import type { MediaRecord, VideoRecord } from "#fakes/shopify/state/shop-state.ts";
import { probeVideo } from "./probe-video.ts";

/** How long Shopify takes over a short video, about (nobody promises a figure), at speed 1. ms */
export const PROCESSING_MS = 8000;
const UPLOADED_PART = 0.2;

export type MediaStatus = "UPLOADED" | "PROCESSING" | "READY" | "FAILED";

/** Where a medium stands now: UPLOADED, then PROCESSING, then READY or FAILED. Catalogue pictures are always READY. */
export function mediaStatus(media: MediaRecord, now = Date.now()): MediaStatus {
  if (media.type === "IMAGE") return "READY";
  const span = media.readyAt - media.createdAt;
  if (now < media.createdAt + span * UPLOADED_PART) return "UPLOADED";
  if (now < media.readyAt || !media.outcome) return "PROCESSING";
  return "facts" in media.outcome ? "READY" : "FAILED";
}

/** Looks at the bytes of videos one after another and writes down what they are. */
export function startVideoProcessing(world: Omit<ShopWorld, "process">): { process(video: VideoRecord): void; settled(): Promise<void> } {
  let line = Promise.resolve();
  const look = async (video: VideoRecord) => {
    const code = world.faults.takeProcessingFailure();
    video.outcome = code
      ? { code, message: "The video could not be processed." }
      : await probeVideo(path.join(world.uploadsDir, video.upload), video.bytes);
    world.save();
  };
  return {
    process(video) {
      line = line.then(() => look(video));
    },
    settled: () => line,
  };
}
