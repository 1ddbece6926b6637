import { randomUUID } from "node:crypto";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence } from "#app/words/say.ts";
import { requireNemoSession, type Step, type StepContext } from "./step-context.ts";

/** Renders that one video may take: rendering is free, but a second failure is not bad luck (protocol §10.2). */
export const MAX_RENDERS = 2;

/**
 * Submits the draft, exactly as received, under an id of ours that is stored before (protocol §10.1). Found already
 * submitted, it is asked for first; only an id that NemoVideo does not know is replaced.
 */
export const submitRender: Step = async (context) => {
  const { video, deps, nemo, callNemo, signal } = context;
  const last = video.renders.at(-1);
  if (last?.status === "submitted") {
    const seen = await callNemo((account) => nemo.pollRender(account, { renderId: last.pollId ?? last.id, signal }));
    if (seen.status !== "unknown_id") return { move: "next", afterMs: deps.waits.renderFirstLookMs };
    // Never submitted, because its worker died: nothing failed at NemoVideo.
    await deps.db.render.update({ where: { id: last.id }, data: { status: "unsubmitted" } });
  }
  const { nemoSessionId } = requireNemoSession(video);
  const state = await callNemo((account) => nemo.readState(account, { nemoSessionId, signal }));
  if (!state.draftJson) throw new ExpectedError({ code: "nemo.nothing_made", message: "the draft is gone", charged: "maybe", retryable: false, merchantMessage: sentence("steps.no_timeline") });
  await context.holdLease();
  const render = await deps.db.render.create({ data: { id: `render_${randomUUID()}`, videoId: video.id, status: "submitted", draftFingerprint: state.fingerprint, submittedAt: deps.clock.now() } });
  try {
    const { pollId } = await callNemo((account) => nemo.submitRender(account, { renderId: render.id, nemoSessionId, draftJson: state.draftJson ?? "", signal }));
    if (pollId !== render.id) await deps.db.render.update({ where: { id: render.id }, data: { pollId } });
  } catch (error) {
    return onRefusal(error, render.id, context);
  }
  return { move: "next", afterMs: deps.waits.renderFirstLookMs };
};

async function onRefusal(error: unknown, renderId: string, { video, deps }: StepContext) {
  if (!(error instanceof ExpectedError)) throw error;
  if (error.code === "nemo.render_duplicate_id") {
    await deps.db.render.update({ where: { id: renderId }, data: { status: "duplicate" } });
    return { move: "again", afterMs: 0 } as const; // another id; not counted as a failure
  }
  if (error.code === "nemo.render_refused") {
    await deps.db.render.update({ where: { id: renderId }, data: { status: "failed" } });
    const failed = video.renders.filter((render) => render.status === "failed").length + 1;
    if (failed < MAX_RENDERS) return { move: "again", afterMs: 0, note: sentence("steps.render_refused") } as const;
  }
  // A lost answer leaves the row "submitted": the next run asks for this id before anything else.
  throw error;
}
