import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { CustomSource, Input, MP4, QTFF, type InputVideoTrack } from "mediabunny";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { walkMp4Boxes, type ByteSource } from "#app/lib/walk-mp4-boxes.ts";
import type { VideoFileFacts } from "./nemo-client.ts";
import { nemoError } from "./nemo-errors.ts";

/**
 * What a finished file is, from its boxes and its index; the pictures are not decoded. Throws ExpectedError:
 * `nemo.download_failed` when it is no whole MP4 (protocol §11.1), `nemo.file_unusable` when it has no picture track.
 */
export async function probeVideo(file: string, known?: { sha256: string }): Promise<VideoFileFacts> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const source: ByteSource = { size, read: (start, end) => readRange(handle, start, end) };
    const problem = await walkMp4Boxes(source);
    if (problem) throw nemoError("nemo.download_failed", `the file is refused: ${problem}`);
    return { bytes: size, sha256: known?.sha256 ?? (await hashFile(file)), ...(await readIndex(source)) };
  } finally {
    await handle.close();
  }
}

async function readIndex(source: ByteSource): Promise<Omit<VideoFileFacts, "bytes" | "sha256">> {
  const input = new Input({
    formats: [MP4, QTFF],
    source: new CustomSource({ getSize: () => source.size, read: (start, end) => source.read(start, end) }),
  });
  try {
    const video = await input.getPrimaryVideoTrack();
    if (!video) throw nemoError("nemo.file_unusable", "the file has no picture track");
    const audio = await input.getPrimaryAudioTrack();
    const seconds = (await input.getDurationFromMetadata()) ?? (await input.computeDuration());
    const fps = await readFps(video);
    if (!(seconds > 0) || fps === null) throw nemoError("nemo.file_unusable", "the picture track has no length");
    return {
      width: await video.getDisplayWidth(),
      height: await video.getDisplayHeight(),
      durationMs: Math.round(seconds * 1000),
      videoCodec: (await video.getCodec()) ?? "unknown",
      audioCodec: audio ? ((await audio.getCodec()) ?? "unknown") : null,
      fps,
    };
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    throw nemoError("nemo.download_failed", `the file's index can't be read (${error instanceof Error ? error.name : "unknown"})`);
  } finally {
    input.dispose();
  }
}

/** From the first 50 frames; null when there are none. */
async function readFps(video: InputVideoTrack): Promise<number | null> {
  const stats = await video.computePacketStats(50, { metadataOnly: true });
  return stats.packetCount > 0 && Number.isFinite(stats.averagePacketRate) ? Math.round(stats.averagePacketRate * 100) / 100 : null;
}

async function readRange(handle: FileHandle, start: number, end: number): Promise<Uint8Array> {
  const bytes = Buffer.alloc(end - start);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
  return bytes.subarray(0, bytesRead);
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
