import { z } from "zod";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence } from "#app/words/say.ts";
import { videoWarnings } from "#app/videos/video-json.ts";
import { LOOKS_AT_CHANGING, type PipelineWaits } from "./pipeline-waits.ts";
import { requireNemoSession, type Step } from "./step-context.ts";

/** What was seen last, since when (ms of the clock: the first answer that said so), and when it was first looked at. */
const notes = z.object({ fingerprint: z.string().optional(), sinceMs: z.number().optional(), beganMs: z.number().optional() });

/**
 * NemoVideo works in two stages: after the raw clip it adds music, titles and effects by itself (protocol §7.10). The draft is settled when two
 * answers 30 s apart are equal, and so are all between them: the short looks tell soon when the 30 s begin. One that never rests is taken as it
 * is after five times that long, with a warning.
 */
export const settleDraft: Step = async ({ video, deps, nemo, callNemo, signal }) => {
  const { nemoSessionId } = requireNemoSession(video);
  const askedMs = deps.clock.now().getTime();
  const state = await callNemo((account) => nemo.readState(account, { nemoSessionId, signal }));
  const seenMs = deps.clock.now().getTime();
  const known = notes.parse(video.stepNotes);
  const beganMs = known.beganMs ?? seenMs;
  // An earlier deploy kept no time: its quiet begins anew. So does that of a clock that went backwards.
  const same = known.fingerprint === state.fingerprint && known.sinceMs !== undefined && known.sinceMs <= askedMs;
  const sinceMs = same && known.sinceMs !== undefined ? known.sinceMs : seenMs;
  if (same && askedMs - sinceMs >= deps.waits.settleMs) return { move: "next" };
  if (!same && askedMs - beganMs >= deps.waits.settleMs * LOOKS_AT_CHANGING) {
    const warning = { code: "nemo.still_changing", text: keepSentence(sentence("steps.still_changing")) };
    return { move: "next", data: { warnings: [...videoWarnings.parse(video.warnings), warning] } };
  }
  return { move: "again", afterMs: pauseBeforeNextSight(deps.waits, sinceMs + deps.waits.settleMs - deps.clock.now().getTime()), data: { stepNotes: { fingerprint: state.fingerprint, sinceMs, beganMs } } };
};

/** A look every few seconds, and one exactly when the quiet is long enough (`leftMs`). Pure. */
export function pauseBeforeNextSight(waits: Pick<PipelineWaits, "settleLookMs">, leftMs: number): number {
  // No look between the last two when they would lie closer together than looks may.
  return leftMs < 1.5 * waits.settleLookMs ? Math.max(0, leftMs) : waits.settleLookMs;
}
