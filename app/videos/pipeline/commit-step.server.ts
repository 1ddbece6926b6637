import type { Prisma } from "@prisma/client";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { admitVideos, lockShop } from "#app/videos/admit-videos.server.ts";
import { comeForward } from "#app/videos/versions/give-way.server.ts";
import { videoLateLookQueue } from "#app/videos/video-queues.ts";
import { isForNobody, nextStep, statusOfStep, type MovingStep, type VideoStep } from "#app/videos/video-status.ts";
import { enqueueStep } from "./enqueue-step.server.ts";
import type { PipelineDeps, StepResult, VideoRow } from "./step-context.ts";

/**
 * Ends a run: ONE transaction with the compare-and-set of the row, its events and the next job (or the admission of the
 * next waiting video). A run that no longer holds the lease changes nothing.
 */
export async function commitStep(deps: PipelineDeps, video: VideoRow, owner: string, result: StepResult): Promise<void> {
  const now = deps.clock.now();
  const from = video.step as VideoStep;
  await deps.db.$transaction(async (tx) => {
    // The shop's row before the video's, as in a person's change: the other order would be a deadlock.
    if (freesPlace(result, from)) await lockShop(tx, video.shop);
    const { count } = await tx.video.updateMany({
      where: { id: video.id, revision: video.revision, leaseOwner: owner },
      data: { revision: { increment: 1 }, leaseOwner: null, leaseUntil: null, ...changes(result, from, video, now) },
    });
    if (count === 0) return;
    await tx.videoEvent.createMany({ data: events(result, from, video).map((event) => ({ videoId: video.id, at: now, ...event })) });
    if (result.move === "next") await result.also?.(tx);
    if (result.move === "again") await enqueueStep(deps, tx, from, video.id, new Date(now.getTime() + result.afterMs));
    if (result.move === "rest" && result.lateLookAt) await deps.jobs.enqueue(tx, videoLateLookQueue.name, { videoId: video.id }, { key: video.id, startAt: result.lateLookAt });
    if (result.move === "rest" && result.status === "failed") await comeForward(tx, { shop: video.shop, videoId: video.id, now });
    if (freesPlace(result, from)) await admitVideos(deps, tx, video.shop);
    else if (result.move === "next") await enqueueStep(deps, tx, stepAfter(result, from), video.id, result.afterMs ? new Date(now.getTime() + result.afterMs) : undefined);
  });
  const { move } = result; // its note may say what is in the timeline, and so what the product is called
  deps.onStep?.({ step: from, move, code: move === "rest" ? result.problem?.code : undefined });
  deps.log.info({ videoId: video.id, shop: video.shop, step: from, move, error: move === "rest" ? result.problem?.code : undefined }, "video step");
  if (move === "rest" && result.problem?.cause) deps.log.warn({ videoId: video.id, step: from, err: result.problem }, "why the video stopped");
}

type Next = Extract<StepResult, { move: "next" }>;
const stepAfter = (result: Next, from: VideoStep): VideoStep => result.to ?? nextStep[from as MovingStep];

/** Approval is a person's: nothing runs until then, and the shop's place is free; so it is at every end. */
const freesPlace = (result: StepResult, from: VideoStep): boolean =>
  result.move === "rest" || (result.move === "next" && isForNobody(stepAfter(result, from)));

function changes(result: StepResult, from: VideoStep, video: VideoRow, now: Date): Prisma.VideoUpdateManyMutationInput {
  if (result.move === "again") {
    return { looks: video.looks + 1, nextTryAt: new Date(now.getTime() + result.afterMs), ...result.data };
  }
  if (result.move === "next") {
    const to = stepAfter(result, from);
    const begin = to === "check" || to === from ? {} : { looks: 0, failures: 0, stepNotes: {}, stepStartedAt: now };
    const afterMs = result.afterMs ?? 0;
    return {
      step: to, status: statusOfStep(to), ...begin, nextTryAt: afterMs ? new Date(now.getTime() + afterMs) : null,
      errorCode: null, merchantText: null, canRetry: false,
      ...(to === "done" && { finishedAt: now }), ...result.data,
    };
  }
  const { problem } = result;
  return {
    status: result.status, nextTryAt: result.lateLookAt ?? null,
    ...(problem && { errorCode: problem.code, merchantText: keepSentence(problem.sentence), charged: problem.charged }),
    ...(["failed", "canceled", "discarded"].includes(result.status) && { finishedAt: now }),
    ...result.data,
  };
}

type EventData = Pick<Prisma.VideoEventCreateManyInput, "step" | "kind" | "text">;

function events(result: StepResult, from: VideoStep, video: VideoRow): EventData[] {
  const text = result.note ? keepSentence(result.note) : null;
  if (result.move === "again") return video.looks === 0 || text ? [{ step: from, kind: "waiting", text }] : [];
  if (result.move === "rest") return [result.problem ? { step: from, kind: "failed", text: keepSentence(result.problem.sentence) } : { step: from, kind: "waiting", text }];
  const to = stepAfter(result, from);
  return [{ step: from, kind: "finished", text }, { step: to, kind: to === "done" || to === "off" ? "finished" : "started", text: null }];
}
