import { z } from "zod";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence, type WordId } from "#app/words/say.ts";
import type { PipelineWaits } from "./pipeline-waits.ts";
import { MAX_RENDERS } from "./submit-render.server.ts";
import type { Step, StepContext, StepResult } from "./step-context.ts";

/** Looks at a completed render that does not say where its file is (protocol §10.3). */
const LOOKS_WITHOUT_URL = 3;
const notes = z.object({ withoutUrl: z.number().optional() });

/** One look at the render (protocol §10.3). A fault of the look is never a fault of the render. */
export const awaitRender: Step = async (context) => {
  const { video, deps, nemo, callNemo, signal } = context;
  const render = video.renders.at(-1);
  if (!render) throw new Error(`video ${video.id} awaits a render that was never submitted`);
  const ageMs = deps.clock.now().getTime() - (render.submittedAt ?? render.createdAt).getTime();
  const seen = await callNemo((account) => nemo.pollRender(account, { renderId: render.pollId ?? render.id, signal }));
  const progress = Math.max(render.progress ?? 0, seen.progress ?? 0);
  await deps.db.render.update({ where: { id: render.id }, data: { progress, ...(seen.url && { url: seen.url }) } });

  if (seen.status === "completed") {
    const withoutUrl = notes.parse(video.stepNotes).withoutUrl ?? 0;
    if (!seen.url && withoutUrl < LOOKS_WITHOUT_URL) return lookAgain(context, ageMs, null, { withoutUrl: withoutUrl + 1 });
    await deps.db.render.update({ where: { id: render.id }, data: { status: "completed", finishedAt: deps.clock.now() } });
    return { move: "next" };
  }
  if (seen.status === "failed") return anotherRender(context, render.id, "failed");
  // Just after the submission an id may not be known yet.
  if (seen.status === "unknown_id" && ageMs > deps.waits.settleMs) return anotherRender(context, render.id, "lost");
  if (ageMs > deps.waits.renderGiveUpMs) {
    await callNemo((account) => nemo.cancelRender(account, { renderId: render.pollId ?? render.id, signal }));
    await deps.db.render.update({ where: { id: render.id }, data: { status: "failed" } });
    throw renderFailed("steps.render_too_long");
  }
  return lookAgain(context, ageMs, progress);
};

/**
 * The makers' newer client looks after 2 s, then ever later up to 15 s (protocol §10.3). Within these bounds the render's own progress says when
 * it may be done, so that little time is lost after its end; without progress the pause grows with the render's age.
 */
export function pauseBeforeLook(waits: Pick<PipelineWaits, "renderLookMinMs" | "renderLookMs">, ageMs: number, progress: number | null): number {
  const left = progress && progress < 100 ? (ageMs * (100 - progress)) / progress : ageMs / 2;
  return Math.min(waits.renderLookMs, Math.max(waits.renderLookMinMs, left));
}

function lookAgain({ deps }: StepContext, ageMs: number, progress: number | null, stepNotes?: { withoutUrl: number }): StepResult {
  const note = ageMs > deps.waits.renderSlowMs ? sentence("steps.still_rendering") : undefined;
  return { move: "again", afterMs: pauseBeforeLook(deps.waits, ageMs, progress), ...(note && { note }), ...(stepNotes && { data: { stepNotes } }) };
}

async function anotherRender({ video, deps }: StepContext, renderId: string, status: "failed" | "lost"): Promise<StepResult> {
  await deps.db.render.update({ where: { id: renderId }, data: { status } });
  const bad = video.renders.filter((render) => ["failed", "lost"].includes(render.status)).length + 1;
  if (bad < MAX_RENDERS) return { move: "next", to: "render", note: sentence("steps.render_once_more") };
  throw renderFailed("steps.render_failed");
}

const renderFailed = (what: WordId) =>
  new ExpectedError({ code: "nemo.render_failed", message: "render failed", charged: "yes", retryable: false, merchantMessage: sentence(what) });
