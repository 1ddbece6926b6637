import { say } from "#app/words/say.ts";

const EVERY_MS = 2 * 60_000;

/**
 * The line that tells every two minutes that work goes on, or null in the first two. It changes only then, so that a screen
 * reader is not told every second.
 */
export function stillWorkingSentence(elapsedMs: number): string | null {
  const minutes = Math.floor(elapsedMs / EVERY_MS) * 2;
  return minutes < 2 ? null : say("video.still_working", { n: minutes });
}
