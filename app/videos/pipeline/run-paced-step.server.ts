import { ExpectedError } from "#app/lib/expected-error.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence } from "#app/words/say.ts";
import type { VideoStep } from "#app/videos/video-status.ts";
import { stopWith } from "./result-of-error.ts";
import type { Step, StepContext, StepResult } from "./step-context.ts";

/** Steps that ask NemoVideo for something. */
const askingNemo: VideoStep[] = ["check", "open_session", "upload_pictures", "generate", "recover", "settle", "inspect", "render", "await_render", "collect"];


/**
 * Runs the step at the pace of its NemoVideo account. While the account is to be left alone the video waits as a row with a time, and no worker
 * is held; a 429 slows the account down for everybody and does not count as a failure of the video (protocol §3.3, §13).
 */
export async function runPacedStep(step: Step, context: StepContext): Promise<StepResult> {
  const { deps, video } = context;
  if (!askingNemo.includes(video.step as VideoStep)) return step(context);
  const account = deps.pace.accountOf(video.shopRow);
  const { waitMs, slowed } = await deps.pace.look(account);
  if (waitMs > 0) return waitForNemo(context, waitMs);
  let result: StepResult;
  try {
    result = await step(context);
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.code !== "nemo.busy") throw error;
    const ms = await deps.pace.slowDown(account, { ms: error.retryAfterMs ?? deps.waits.slowAccountMaxMs / 4, longestMs: deps.waits.slowAccountMaxMs });
    deps.log.info({ videoId: video.id, step: video.step, ms }, "NemoVideo is busy: the account is slowed down");
    const since = deps.clock.now().getTime() - video.stepStartedAt.getTime();
    return since > deps.waits.busyGiveUpMs ? stopWith(error, video) : waitForNemo(context, ms);
  }
  if (slowed) await deps.pace.speedUp(account);
  return result;
}

/** Whoever waited for the same account comes back spread, not all at once. */
function waitForNemo({ deps, video }: StepContext, ms: number): StepResult {
  return { move: "again", afterMs: ms + Math.random() * deps.waits.slowAccountSpreadMs, data: { looks: video.looks, errorCode: "nemo.busy", merchantText: keepSentence(sentence("steps.nemo_busy")) } };
}


/** The account has as many open turns as it may have: the video waits as a row with a time. */
export function waitForRoom({ deps, video }: StepContext): StepResult {
  return { move: "again", afterMs: deps.waits.turnRoomMs * (1 + Math.random()), data: { looks: video.looks, errorCode: "nemo.no_room", merchantText: keepSentence(sentence("steps.nemo_no_room")) } };
}
