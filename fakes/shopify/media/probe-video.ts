import { FilePathSource, Input, MP4, QTFF, WEBM } from "mediabunny";
import type { VideoRecord } from "#fakes/shopify/state/shop-state.ts";

const MAX_BYTES = 1_000_000_000;
const MAX_MS = 600_000;
const MIN_MS = 250;
const MAX_PX = 4096;
const MIN_PX = 100;

/** Reads what the bytes of a video really are and holds them against Shopify's limits (platform §2.3). Codes: FileErrorCode. */
export async function probeVideo(file: string, bytes: number): Promise<NonNullable<VideoRecord["outcome"]>> {
  const failure = (code: string, message: string) => ({ code, message });
  if (bytes > MAX_BYTES) return failure("GENERIC_FILE_INVALID_SIZE", "The file is larger than 1 GB.");
  const input = new Input({ source: new FilePathSource(file), formats: [MP4, QTFF, WEBM] });
  try {
    if (!(await input.canRead())) return failure("VIDEO_INVALID_FILETYPE_ERROR", "Video file type is not supported.");
    const track = await input.getPrimaryVideoTrack();
    if (!track) return failure("VIDEO_VALIDATION_ERROR", "The file has no video track.");
    const durationMs = Math.round((await input.computeDuration()) * 1000);
    const [width, height] = await Promise.all([track.getDisplayWidth(), track.getDisplayHeight()]);
    if (durationMs < MIN_MS) return failure("VIDEO_MIN_DURATION_ERROR", "Video is too short.");
    if (durationMs > MAX_MS) return failure("VIDEO_MAX_DURATION_ERROR", "Video is longer than 10 minutes.");
    if (width < MIN_PX) return failure("VIDEO_MIN_WIDTH_ERROR", "Video is too narrow.");
    if (height < MIN_PX) return failure("VIDEO_MIN_HEIGHT_ERROR", "Video is not high enough.");
    if (width > MAX_PX) return failure("VIDEO_MAX_WIDTH_ERROR", "Video is too wide.");
    if (height > MAX_PX) return failure("VIDEO_MAX_HEIGHT_ERROR", "Video is too high.");
    return { facts: { width, height, durationMs } };
  } catch {
    // Whatever a broken file makes the reader throw, it means the same to a merchant.
    return failure("VIDEO_METADATA_READ_ERROR", "Video metadata could not be read.");
  } finally {
    input.dispose();
  }
}
