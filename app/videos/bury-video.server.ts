import { sentence } from "#app/words/say.ts";
import { chargeIn } from "./describe-video.ts";
import { chargedSoFar, mayTryStepAgain } from "./pipeline/result-of-error.ts";
import { commitStep } from "./pipeline/commit-step.server.ts";
import { takeLease } from "./pipeline/lease.server.ts";
import { ExpectedError } from "#app/lib/expected-error.ts";
import type { PipelineDeps } from "./pipeline/step-context.ts";
import type { VideoStep } from "./video-status.ts";

/** A job whose workers died again and again: the video ends in a state that a merchant can read, and can be tried again. */
export async function buryVideo(deps: PipelineDeps, videoId: string): Promise<void> {
  const lease = await takeLease(deps, videoId);
  if (!lease.held) return;
  const { video, owner } = lease;
  // The message may be out: looking costs nothing, so that comes before giving up.
  if (video.step === "generate" && video.messages.at(-1)?.sentAt) return commitStep(deps, video, owner, { move: "next", to: "recover" });
  const charged = chargedSoFar(video);
  const problem = new ExpectedError({
    code: "video.gave_up", message: "workers died again and again in this step", charged, retryable: false,
    merchantMessage: sentence("steps.gave_up", { charge: chargeIn(charged) }),
  });
  await commitStep(deps, video, owner, { move: "rest", status: video.step === "generate" ? "failed" : "attention", problem, data: { canRetry: mayTryStepAgain(video.step as VideoStep) } });
}
