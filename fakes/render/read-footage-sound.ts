import { Decoder, Demuxer, FilterAPI } from "node-av/api";
import type { ShowcaseJob } from "./showcase-job.ts";
import { SAMPLE_RATE } from "./synthesize-music.ts";

/**
 * The sound of the kept parts of the films, one after the other: interleaved stereo, -1..1. A film without sound counts as silence;
 * null when none has any.
 */
export async function readFootageSound(clips: NonNullable<ShowcaseJob["footage"]>): Promise<Float32Array | null> {
  const total = clips.reduce((sum, { keep }) => sum + keep.reduce((part, { fromMs, toMs }) => part + toSample(toMs) - toSample(fromMs), 0), 0);
  const sound = new Float32Array(total * 2);
  let at = 0;
  let heard = false;
  for (const { file, keep } of clips) {
    const whole = await decodeSound(file);
    for (const { fromMs, toMs } of keep) {
      const [from, to] = [toSample(fromMs), toSample(toMs)];
      if (whole) sound.set(whole.subarray(from * 2, to * 2), at * 2);
      at += to - from;
    }
    heard ||= whole !== null;
  }
  return heard ? sound : null;
}

const toSample = (ms: number): number => Math.round((ms / 1000) * SAMPLE_RATE);

async function decodeSound(file: string): Promise<Float32Array | null> {
  const input = await Demuxer.open(file);
  const stream = input.audio();
  if (!stream) {
    await input.close();
    return null;
  }
  const decoder = await Decoder.create(stream);
  const filter = FilterAPI.create(`aresample=${SAMPLE_RATE},aformat=sample_fmts=flt:channel_layouts=stereo`);
  const pieces: Buffer[] = [];
  try {
    for await (const frame of filter.frames(decoder.frames(input.packets(stream.index)))) {
      if (!frame) continue;
      pieces.push(Buffer.from(frame.toBuffer()));
      frame.free();
    }
  } finally {
    filter.close();
    decoder.close();
    await input.close();
  }
  const bytes = Buffer.concat(pieces);
  return new Float32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / 4));
}
