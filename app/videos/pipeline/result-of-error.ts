import { ExpectedError } from "#app/lib/expected-error.ts";
import { isPassingDatabaseFault } from "#app/lib/passing-database-fault.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence } from "#app/words/say.ts";
import { publishingSteps, undoSteps, type VideoStep } from "#app/videos/video-status.ts";
import type { PipelineDeps, StepResult, VideoRow } from "./step-context.ts";

const TRIES_OF_A_BUG = 3;

/** Steps after the paid message: what follows them is free, so a person may have them tried again. */
const FREE_AGAIN: VideoStep[] = ["recover", "settle", "inspect", "render", "await_render", "collect", ...publishingSteps, ...undoSteps];
/** Steps before the paid message: going on from there sends it for the first time. */
const NOT_SENT_YET: VideoStep[] = ["check", "open_session", "upload_pictures"];

/** Whether a person may have the step tried again without a second message being sent. */
export const mayTryStepAgain = (step: VideoStep): boolean => FREE_AGAIN.includes(step) || NOT_SENT_YET.includes(step);

/** What a step's error means for the video: try again by itself, or stop with a sentence. Pure but for the log. */
export function resultOfError(error: unknown, video: VideoRow, deps: Pick<PipelineDeps, "waits" | "log">): StepResult {
  const step = video.step as VideoStep;
  const pauses = deps.waits.tryAgainMs;
  const failures = video.failures + 1;
  if (error instanceof ExpectedError) {
    if (error.retryable && failures <= pauses.length) {
      const afterMs = Math.max(error.retryAfterMs ?? 0, pauses[video.failures] ?? pauses.at(-1) ?? 0);
      deps.log.info({ videoId: video.id, step, code: error.code, reason: error.message, failures }, "step tries again");
      return { move: "again", afterMs, data: { failures, errorCode: error.code, merchantText: keepSentence(error.sentence) } };
    }
    return stopWith(error, video);
  }
  // Ours to outlast, however long it takes: the video has not failed at anything.
  if (isPassingDatabaseFault(error)) {
    deps.log.warn({ videoId: video.id, step, err: error }, "the database could not serve a step");
    return { move: "again", afterMs: deps.waits.databaseAgainMs, data: { looks: video.looks } };
  }
  deps.log.error({ videoId: video.id, step, err: error, failures }, "bug in a step");
  if (failures < TRIES_OF_A_BUG) return { move: "again", afterMs: pauses[video.failures] ?? 0, data: { failures } };
  return stopWith(new ExpectedError({
    code: "video.internal", message: "a step failed with an unexpected error", cause: error, retryable: false,
    charged: chargedSoFar(video), merchantMessage: sentence("steps.internal"),
  }), video);
}

/** Stops the video with the error's sentence; it says truly whether credits were used so far. */
export function stopWith(error: ExpectedError, video: VideoRow): StepResult {
  const step = video.step as VideoStep;
  const charged = error.charged === "no" ? chargedSoFar(video) : error.charged;
  // What was paid for is still there: a person decides. Before that nothing is lost by failing.
  const status = step === "generate" || NOT_SENT_YET.includes(step) ? "failed" : "attention";
  return { move: "rest", status, problem: error, data: { canRetry: mayTryStepAgain(step), charged } };
}

/** Whether the video's message was sent, as far as we know. */
export function chargedSoFar(video: Pick<VideoRow, "messages">): "no" | "maybe" | "yes" {
  const message = video.messages.at(-1);
  if (!message?.sentAt || message.outcome === "refused") return "no";
  return ["replied", "silent"].includes(message.outcome ?? "") ? "yes" : "maybe";
}
