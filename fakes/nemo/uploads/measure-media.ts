import { readFile } from "node:fs/promises";
import { ALL_FORMATS, FilePathSource, Input } from "mediabunny";
import { inspectPicture } from "#fakes/render/inspect-picture.ts";
import type { UploadRecord } from "#fakes/nemo/store/records.ts";

export type MediaFacts = Pick<UploadRecord, "width" | "height" | "duration" | "fps">;

/** Sizes in px, duration in seconds; null when the bytes are not what the kind says. */
export async function measureMedia(file: string, type: UploadRecord["fileType"]): Promise<MediaFacts | null> {
  if (type === "image") {
    const facts = inspectPicture(await readFile(file));
    return facts && { width: facts.width, height: facts.height };
  }
  const input = new Input({ source: new FilePathSource(file), formats: ALL_FORMATS });
  try {
    const video = type === "video" ? await input.getPrimaryVideoTrack() : null;
    const duration = await input.computeDuration();
    if (!video) return { duration };
    const { averagePacketRate } = await video.computePacketStats(50);
    return { width: await video.getDisplayWidth(), height: await video.getDisplayHeight(), duration, fps: Math.round(averagePacketRate * 100) / 100 };
  } catch {
    // Whatever cannot be read is refused by the caller in the service's own words.
    return null;
  } finally {
    input.dispose();
  }
}
