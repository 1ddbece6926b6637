import { readFile } from "node:fs/promises";
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input, type InputVideoTrack } from "mediabunny";
import { inspectPicture } from "#fakes/render/inspect-picture.ts";
import type { TimeSpan, UploadRecord } from "#fakes/nemo/store/records.ts";

export type MediaFacts = Pick<UploadRecord, "width" | "height" | "duration" | "fps" | "moving">;

/** A stretch without movement from this length on is a pause, ms. */
const PAUSE_MS = 600;
/** Packets smaller than this share of the large ones show nothing new. */
const STILL_SHARE = 0.12;

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
    return { width: await video.getDisplayWidth(), height: await video.getDisplayHeight(), duration, fps: Math.round(averagePacketRate * 100) / 100, moving: await findMovement(video, duration) };
  } catch {
    // Whatever cannot be read is refused by the caller in the service's own words.
    return null;
  } finally {
    input.dispose();
  }
}

/**
 * The parts of footage in which something moves, told from the packets' sizes alone: a picture that stays as it is costs an encoder
 * next to nothing. All of it when nothing else can be told.
 */
async function findMovement(video: InputVideoTrack, seconds: number): Promise<TimeSpan[]> {
  const end = Math.round(seconds * 1000);
  const packets: { atMs: number; bytes: number; key: boolean }[] = [];
  for await (const packet of new EncodedPacketSink(video).packets(undefined, undefined, { metadataOnly: true })) {
    packets.push({ atMs: Math.round(packet.timestamp * 1000), bytes: packet.byteLength, key: packet.type === "key" });
  }
  packets.sort((a, b) => a.atMs - b.atMs);
  const sizes = packets.filter((packet) => !packet.key).map((packet) => packet.bytes).sort((a, b) => a - b);
  const limit = (sizes[Math.floor(sizes.length * 0.9)] ?? 0) * STILL_SHARE;
  const moving: TimeSpan[] = [];
  let from = 0;
  let stillSince: number | null = null;
  for (const { atMs, bytes, key } of [...packets, { atMs: end, bytes: Infinity, key: false }]) {
    // A key picture is large wherever it stands; it says nothing.
    if (key) continue;
    if (bytes < limit) stillSince ??= atMs;
    else if (stillSince !== null) {
      if (atMs - stillSince >= PAUSE_MS) {
        if (stillSince > from) moving.push({ fromMs: from, toMs: stillSince });
        from = atMs;
      }
      stillSince = null;
    }
  }
  if (end > from) moving.push({ fromMs: from, toMs: end });
  return moving.length ? moving : [{ fromMs: 0, toMs: end }];
}
