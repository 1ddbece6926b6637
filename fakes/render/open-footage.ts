import { Decoder, Demuxer, FilterAPI } from "node-av/api";
import type { ShowcaseJob } from "./showcase-job.ts";

export interface Footage {
  /** Writes frame `index` as I420; indexes only grow. After the end the last frame stays. */
  read(index: number, frame: Uint8Array): Promise<void>;
  close(): void;
}

/** Decodes the kept parts of the films, one frame after the other, fitted into the film's size on white. Their sound: read-footage-sound.ts. */
export function openFootage(job: Pick<ShowcaseJob, "width" | "height" | "fps">, clips: NonNullable<ShowcaseJob["footage"]>): Footage {
  const frames = keptFrames(job, clips);
  let last: Uint8Array | undefined;
  return {
    async read(_index, frame) {
      const next = await frames.next();
      if (!next.done) last = next.value;
      if (last) frame.set(last.subarray(0, frame.length));
    },
    close: () => void frames.return(undefined),
  };
}

async function* keptFrames({ width, height, fps }: Pick<ShowcaseJob, "width" | "height" | "fps">, clips: NonNullable<ShowcaseJob["footage"]>): AsyncGenerator<Uint8Array, void> {
  for (const { file, keep } of clips) {
    const input = await Demuxer.open(file);
    const stream = input.video();
    if (!stream) throw new Error("the footage has no picture");
    const decoder = await Decoder.create(stream);
    const filter = FilterAPI.create(
      `fps=${fps},scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2,pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2:color=white,setsar=1,format=yuv420p`,
    );
    let index = 0;
    try {
      for await (const frame of filter.frames(decoder.frames(input.packets(stream.index)))) {
        if (!frame) continue;
        const atMs = (index++ * 1000) / fps;
        const kept = keep.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
        const pixels = kept ? new Uint8Array(frame.toBuffer()) : null;
        frame.free();
        if (pixels) yield pixels;
      }
    } finally {
      filter.close();
      decoder.close();
      await input.close();
    }
  }
}
