import { z } from "zod";
import { videoWarnings } from "#app/videos/video-json.ts";
import { LOOKS_AT_CHANGING } from "./pipeline-waits.ts";
import { requireNemoSession, type Step } from "./step-context.ts";

const notes = z.object({ fingerprint: z.string().optional() });

/**
 * NemoVideo works in two stages: after the raw clip it adds music, titles and effects by itself (protocol §7.10). The draft
 * is settled when two looks apart are equal; one that never rests is taken as it is after five looks, with a warning.
 */
export const settleDraft: Step = async ({ video, deps, nemo, callNemo, signal }) => {
  const { nemoSessionId } = requireNemoSession(video);
  const state = await callNemo((account) => nemo.readState(account, { nemoSessionId, signal }));
  const { fingerprint } = notes.parse(video.stepNotes);
  if (fingerprint === state.fingerprint) return { move: "next" };
  if (video.looks >= LOOKS_AT_CHANGING) {
    const warning = { code: "nemo.still_changing", text: "NemoVideo was still changing the timeline; this is how it stood at the last look." };
    return { move: "next", data: { warnings: [...videoWarnings.parse(video.warnings), warning] } };
  }
  return { move: "again", afterMs: deps.waits.settleMs, data: { stepNotes: { fingerprint: state.fingerprint } } };
};
