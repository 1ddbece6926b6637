import { formatElapsed } from "#app/words/format-amounts.ts";
import { say } from "#app/words/say.ts";
import type { VideoStepView } from "#app/videos/video-view.ts";

/** What stands under a step: how long it took, or how long it has taken so far. */
export function stepTime(step: VideoStepView, now: number, moving: boolean): string | null {
  if (!step.startedAt) return null;
  const began = Date.parse(step.startedAt);
  if (step.state === "done" && step.finishedAt) return formatElapsed(Date.parse(step.finishedAt) - began);
  return step.state === "now" && moving ? say("common.so_far_short", { elapsed: formatElapsed(now - began) }) : null;
}
