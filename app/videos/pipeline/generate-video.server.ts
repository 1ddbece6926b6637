import { z } from "zod";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence } from "#app/words/say.ts";
import type { NemoState, TurnOutcome } from "#app/nemo/nemo-client.ts";
import { outlastDatabase } from "#app/lib/passing-database-fault.ts";
import { waitForRoom } from "./run-paced-step.server.ts";
import { requireNemoSession, type Step, type StepContext, type StepResult } from "./step-context.ts";
import { isProjectLost, projectLost } from "./carry-on-project.server.ts";
import { saidIn } from "./said-in-turn.ts";
import { chargedSoFar, resultOfError } from "./result-of-error.ts";

/** News are written at most this often, in ms: not one database write per event. */
const NEWS_EVERY_MS = 5_000;

/**
 * The one paid message. `sentAt` is committed before the first byte leaves; whoever finds it set does not send, but looks
 * at the state (protocol §7.2, §7.8). Never repeated by any code path.
 */
export const generateVideo: Step = async (context) => {
  const { video, deps, nemo, callNemo, signal } = context;
  const last = video.messages.at(-1);
  // A message that was refused whole was never accepted: the next try is a new row. Every other sent one is the one.
  const refused = last?.outcome === "refused";
  const turn = last ? last.turn + (refused ? 1 : 0) : 1;
  if (last?.sentAt && !refused) return { move: "next", to: "recover", afterMs: deps.waits.afterLostStreamMs, note: sentence("steps.connection_broke") };

  const account = deps.pace.accountOf(video.shopRow);
  if (!(await deps.pace.hasRoom(deps.db, account, { exact: false }))) return waitForRoom(context);
  const { nemoSessionId } = requireNemoSession(video);
  let baseline: NemoState;
  try {
    baseline = await callNemo((account) => nemo.readState(account, { nemoSessionId, signal }));
  } catch (error) {
    return (error instanceof ExpectedError && anotherSession(error, context)) || Promise.reject(error as Error);
  }
  const row = await deps.db.message.upsert({
    where: { videoId_turn: { videoId: video.id, turn } },
    create: { videoId: video.id, turn, text: video.prompt, baselineFingerprint: baseline.fingerprint },
    update: { baselineFingerprint: baseline.fingerprint },
  });
  // Together with the lease: a person who cancels at this moment comes before the mark, and nothing is sent, or after it, and is told so.
  const mark = await context.inLease(async (tx) => ((await deps.pace.hasRoom(tx, account, { exact: true })) ? tx.message.updateMany({ where: { id: row.id, sentAt: null }, data: { sentAt: deps.clock.now() } }) : null));
  if (!mark) return waitForRoom(context);
  if (mark.count === 0) return { move: "next", to: "recover", afterMs: deps.waits.afterLostStreamMs };

  let lastNews = 0;
  const onSubstance = () => {
    const now = performance.now();
    if (now - lastNews < NEWS_EVERY_MS) return;
    lastNews = now;
    deps.db.video.updateMany({ where: { id: video.id, leaseOwner: { not: null } }, data: { lastNewsAt: deps.clock.now() } }).catch((error: unknown) => deps.log.warn({ err: error, videoId: video.id }, "could not note news"));
  };
  const outcome = await callNemo(async (account) => {
    const ended = await nemo.say(account, { nemoSessionId, text: row.text, signal, onSubstance });
    // A refused token means that nothing was accepted, so the same message may go once more with a new one (protocol §13).
    if (ended.kind === "refused" && ended.error.code === "nemo.token_refused") throw ended.error;
    return ended;
  }).catch((error: unknown): TurnOutcome => {
    if (error instanceof ExpectedError && error.charged === "no") return { kind: "refused", error };
    throw error;
  });
  // How the turn ended is worth more than one try: without it the end would be unknown.
  await outlastDatabase(deps.clock, deps.waits.databasePausesMs, () => deps.db.message.update({ where: { id: row.id }, data: { outcome: outcome.kind === "cut" ? null : outcome.kind, endedAt: deps.clock.now(), ...saidIn(outcome) } }));
  deps.log.info({ videoId: video.id, outcome: outcome.kind }, "turn ended");
  // Stopped before the first byte: not the video's failure. Recorded as refused, so whoever goes on sends it for the first time.
  if (outcome.kind === "refused" && signal.aborted) throw signal.reason;
  return resultOfTurn(outcome, context);
};

function resultOfTurn(outcome: TurnOutcome, context: StepContext): StepResult {
  const { deps, video } = context;
  switch (outcome.kind) {
    case "replied":
      return { move: "next" };
    case "silent":
    case "empty":
      // About a third of good turns say nothing (protocol §7.9): the state decides, from now on.
      return { move: "next", to: "recover" };
    case "cut":
      return { move: "next", to: "recover", afterMs: deps.waits.afterLostStreamMs, note: sentence("steps.connection_broke") };
    case "failed_turn":
      return { move: "next", to: "recover", note: sentence("steps.nemo_problem") };
    case "refused":
      // The account's business, not this video's: run-paced-step.
      if (outcome.error.code === "nemo.busy") throw outcome.error;
      return anotherSession(outcome.error, context) ?? resultOfError(outcome.error, video, deps);
    case "no_credits":
      return { move: "next", to: "recover", note: sentence("steps.credits_ran_out"), data: { stepNotes: { noCredits: true } } };
    case "question":
      // The project waits for an answer: a person decides, as after everything that may be paid for.
      return { move: "rest", status: "attention", data: { canRetry: false, charged: "maybe" }, problem: new ExpectedError({
        code: "nemo.question", message: "the agent asked instead of making a video", charged: "maybe", retryable: false,
        merchantMessage: sentence("steps.question", { question: questionText(outcome) }),
      }) };
  }
}

/** A session that is gone before anything was said in it is replaced once, pictures and all (protocol §3.3, 1002). */
function anotherSession(error: ExpectedError, { video, deps }: StepContext): StepResult | null {
  if (video.refinesId && isProjectLost(error)) return projectLost(video, error);
  if (error.code !== "nemo.session_not_found" || newSession.parse(video.stepNotes).newSessionTried || chargedSoFar(video) !== "no") return null;
  deps.log.info({ videoId: video.id }, "session gone before the first message; opening another");
  const data = { nemoRowId: null, stepNotes: { newSessionTried: true } };
  return { move: "next", to: "open_session", data };
}

const newSession = z.object({ newSessionTried: z.boolean().optional() });

const questionText = (outcome: Extract<TurnOutcome, { kind: "question" }>) =>
  outcome.questions.map((q) => `${q.prompt || outcome.title}${q.options.length ? ` (${q.options.slice(0, 6).map((option) => option.label).join(", ")})` : ""}`).join(" ").slice(0, 500);
