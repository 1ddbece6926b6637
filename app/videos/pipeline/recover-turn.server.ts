import { z } from "zod";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence, type WordId } from "#app/words/say.ts";
import type { NemoCredits, NemoState } from "#app/nemo/nemo-client.ts";
import { creditsSeen, lookEvidences, videoWarnings, type LookEvidence } from "#app/videos/video-json.ts";
import { lateLookAt } from "./late-look-at.ts";
import { LOOKS_AT_UNCHANGED } from "./pipeline-waits.ts";
import { nothingChanged } from "./nothing-changed.server.ts";
import { requireNemoSession, type Step, type StepContext, type StepResult, type VideoRow } from "./step-context.ts";
import { stopWith } from "./result-of-error.ts";

const notes = z.object({ noCredits: z.boolean().optional(), unchanged: z.number().optional(), frozenRound: z.boolean().optional() });

/**
 * After a turn whose end says nothing: only looks, never a second message (protocol §7.8, §7.9). A changed state is a
 * success; where the stream was lost and the work may still go on, only once there is a video in it. After five looks
 * without one a person decides, told what the evidence says.
 */
export const recoverTurn: Step = async (context) => {
  const { video, deps, nemo, callNemo, signal } = context;
  const message = video.messages.at(-1);
  if (!message?.sentAt) throw new Error(`video ${video.id} recovers a message that was not sent`);
  const { nemoSessionId } = requireNemoSession(video);
  const state = await callNemo((account) => nemo.readState(account, { nemoSessionId, signal }));
  const credits = await callNemo((account) => nemo.readCredits(account, { signal })).catch(ignoreExpected(context));
  const changed = state.fingerprint !== message.baselineFingerprint;
  const look: LookEvidence = { at: deps.clock.now().toISOString(), changed, available: credits?.available ?? null, frozen: credits?.frozen ?? null };
  await deps.db.message.update({ where: { id: message.id }, data: { evidence: [...lookEvidences.parse(message.evidence), look].slice(-20) } });
  const known = notes.parse(video.stepNotes);
  // A turn that ended has made what it will make; one that was cut may only have begun.
  if (changed && (state.ready || message.outcome !== null)) return foundWork(video, state, message.outcome, known.noCredits === true);

  const unchanged = (known.unchanged ?? 0) + 1;
  const frozenRound = known.frozenRound === true;
  if (unchanged < LOOKS_AT_UNCHANGED) return lookAgain(context, { ...known, unchanged }, unchanged);
  // Frozen credits after the last look mean that NemoVideo still works (protocol §9): one more round.
  if ((credits?.frozen ?? 0) > 0 && !frozenRound) return lookAgain(context, { ...known, unchanged: 0, frozenRound: true }, unchanged);
  // The turn of a newer version ended and the timeline is the older one's; where the end is unknown there may be more to come.
  if (video.refinesId && state.ready && message.outcome !== null && !known.noCredits) return nothingChanged(video, look.available);
  const problem = endUnknown(video, message, look, known.noCredits === true);
  const stop = stopWith(problem, video);
  // Here the evidence decides what is said of the credits, not that the message was marked.
  return { ...stop, data: { ...stop.data, charged: problem.charged }, ...(problem.code === "nemo.unknown_end" && { lateLookAt: lateLookAt(deps.waits, message.sentAt, deps.clock.now()) }) };
};

function lookAgain({ deps }: StepContext, stepNotes: z.infer<typeof notes>, unchanged: number): StepResult {
  return { move: "again", afterMs: deps.waits.betweenLooksMs, note: sentence("steps.look_of", { n: unchanged, most: LOOKS_AT_UNCHANGED }), data: { stepNotes } };
}

function foundWork(video: VideoRow, state: NemoState, outcome: string | null, noCredits: boolean): StepResult {
  // Whatever the stream said, something was made. What the stream complained of goes along as a warning.
  const complaint: WordId | null = noCredits ? "steps.left_no_credits" : outcome === "failed_turn" ? "steps.left_problem" : null;
  const warnings = complaint ? [...videoWarnings.parse(video.warnings), { code: "nemo.leftover_error", text: keepSentence(sentence(complaint)) }] : null;
  return { move: "next", note: sentence(state.ready ? "steps.made" : "steps.begun"), ...(warnings && { data: { warnings } }) };
}

function endUnknown(video: VideoRow, message: { outcome: string | null; sentAt: Date | null }, look: LookEvidence, noCredits: boolean): ExpectedError {
  const before = creditsSeen.nullable().parse(video.creditsBefore);
  if (noCredits) {
    return new ExpectedError({ code: "nemo.no_credits", message: "credits ran out and the state did not change", charged: "maybe", retryable: false,
      merchantMessage: sentence("steps.no_credits") });
  }
  if (["silent", "empty", "failed_turn", "replied"].includes(message.outcome ?? "")) {
    return new ExpectedError({ code: "nemo.nothing_made", message: `turn ended as ${message.outcome}, state unchanged`, charged: "maybe", retryable: false,
      merchantMessage: sentence("steps.answered_nothing_made") });
  }
  const sameBalance = !look.changed && before !== null && look.available !== null && before.available === look.available && (look.frozen ?? 0) === 0;
  return new ExpectedError({ code: "nemo.unknown_end", message: "the end of the turn is unknown and there is no video in the state", charged: sameBalance ? "no" : "maybe", retryable: false,
    merchantMessage: sentence(sameBalance ? "steps.never_sent" : "steps.end_unknown") });
}

const ignoreExpected = ({ deps, video }: StepContext) => (error: unknown): NemoCredits | null => {
  if (!(error instanceof ExpectedError)) throw error;
  deps.log.info({ videoId: video.id, code: error.code }, "balance could not be read");
  return null;
};
