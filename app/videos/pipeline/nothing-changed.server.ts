import { ExpectedError } from "#app/lib/expected-error.ts";
import { creditsIn } from "#app/words/format-amounts.ts";
import { joinSentences } from "#app/words/join-sentences.ts";
import { sentence } from "#app/words/say.ts";
import { translateGuiTalk } from "#app/nemo/translate-gui-talk.ts";
import { NOTHING_CHANGED } from "#app/videos/versions/newest-version.ts";
import { creditsSeen } from "#app/videos/video-json.ts";
import type { StepContext, StepResult, VideoRow } from "./step-context.ts";

/** NemoVideo's words are cut here, in characters. */
const REPLY_MAX = 300;

/** Credits that can be spent now; null when the balance cannot be read, which stops nothing. */
export async function availableNow({ deps, nemo, callNemo, signal, video }: StepContext): Promise<number | null> {
  try {
    return (await callNemo((account) => nemo.readCredits(account, { signal }))).available;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    deps.log.info({ videoId: video.id, code: error.code }, "balance could not be read");
    return null;
  }
}

/**
 * The message was taken and the timeline is as before (protocol §7.9): the version ends, with what was said and what the balance tells. Looking
 * once more stays possible and is free. `available` is the balance now, null when it could not be read. Pure.
 */
export function nothingChanged(video: VideoRow, available: number | null): StepResult {
  const before = creditsSeen.nullable().parse(video.creditsBefore)?.available ?? null;
  const same = before !== null && available === before;
  const reply = translateGuiTalk(video.messages.at(-1)?.reply ?? "").slice(0, REPLY_MAX).trim();
  const balance = before === null || available === null ? null : same ? sentence("steps.balance_still", { credits: creditsIn(available) }) : sentence("steps.balance_went", { before: creditsIn(before), after: creditsIn(available) });
  const problem = new ExpectedError({
    code: NOTHING_CHANGED, message: "the turn ended and the state is the baseline", charged: same ? "no" : "maybe", retryable: false,
    merchantMessage: joinSentences(sentence("steps.nothing_changed"), reply !== "" && sentence("steps.it_said", { reply }), balance, sentence("steps.say_more_exactly")),
  });
  return { move: "rest", status: "failed", problem, data: { canRetry: true, charged: problem.charged } };
}
