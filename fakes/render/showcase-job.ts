/** x264's presets that a stand-in has use for: the first is the fastest, the last makes the smallest files. */
export type FilmPreset = "ultrafast" | "superfast" | "veryfast";

/** One film to make: everything the child process needs, so it must survive structured cloning. */
export interface ShowcaseJob {
  /** JPEG, PNG, WebP or GIF (its first frame), in the order of the film. None: a plain title card. */
  pictures: Uint8Array[];
  /** px, even. */
  width: number;
  /** px, even. */
  height: number;
  fps: number;
  durationMs: number;
  title?: string | undefined;
  /** Size of the title, 1 as usual. */
  titleScale?: number | undefined;
  subtitle?: string | undefined;
  /** Whether the file gets an AAC track with the music bed; with neither music nor voice nor footage that sounds there is no audio track at all. */
  music: boolean;
  /** A voice over the music, in syllables without words. Counts for the AAC track as music does. */
  voice?: boolean | undefined;
  /** Words of the last seconds, in the title's place. */
  callToAction?: string | undefined;
  /** A picture that is shown small in the last seconds. */
  logo?: Uint8Array | undefined;
  /** Films that are shown before the pictures, one after the other with their sound, each cut to the parts that are kept (ms). Pictures get what is left of the length. */
  footage?: { file: string; keep: { fromMs: number; toMs: number }[] }[] | undefined;
  /** Parts (ms) in which nothing moves: makes footage with pauses. */
  still?: { fromMs: number; toMs: number }[] | undefined;
  /** Where the MP4 is written. */
  file: string;
  /** Where a JPEG of one of the frames is written. */
  posterFile?: string | undefined;
  preset?: FilmPreset | undefined;
}

/** What came out. Times in ms of the machine's own clock. */
export interface ShowcaseResult {
  frames: number;
  prepareMs: number;
  totalMs: number;
}

/** Messages from the child process to its parent. */
export type RenderMessage =
  | { kind: "progress"; done: number; of: number }
  | { kind: "finished"; result: ShowcaseResult }
  | { kind: "failed"; reason: string };

/** Refuses a job that the encoder would refuse later with a worse sentence. @throws RangeError */
export function checkShowcaseJob(job: ShowcaseJob): void {
  for (const side of [job.width, job.height]) {
    if (!Number.isInteger(side) || side < 16 || side > 4096 || side % 2) {
      throw new RangeError(`a film's sides are even numbers from 16 to 4096 px, not ${job.width}x${job.height}`);
    }
  }
  if (!Number.isInteger(job.fps) || job.fps < 1 || job.fps > 60) throw new RangeError(`1 to 60 frames per second, not ${job.fps}`);
  if (!(job.durationMs >= 200 && job.durationMs <= 600_000)) {
    throw new RangeError(`a film lasts from 200 ms to 10 minutes, not ${job.durationMs} ms`);
  }
}
