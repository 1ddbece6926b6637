import type { Prisma } from "@prisma/client";
import { isPassingDatabaseFault, outlastDatabase } from "#app/lib/passing-database-fault.ts";
import { sentence } from "#app/words/say.ts";
import { findRecipe } from "#app/videos/recipes/find-recipe.ts";
import type { VideoStep } from "#app/videos/video-status.ts";
import { commitStep } from "./commit-step.server.ts";
import { enqueueStep } from "./enqueue-step.server.ts";
import { keepLease, takeLease } from "./lease.server.ts";
import { resultOfError } from "./result-of-error.ts";
import { runPacedStep } from "./run-paced-step.server.ts";
import { LeaseLost, type PipelineDeps, type Step, type StepContext, type StepResult } from "./step-context.ts";
import { steps, type WorkingStep } from "./steps.server.ts";

/**
 * One job: runs the step that the video is in, once, and commits where it goes next together with the next job. Safe to
 * call at any time and from any number of workers: a run that does not hold the lease does nothing, and a run that lost it
 * cannot write.
 */
export async function runVideoStep(deps: PipelineDeps, videoId: string, workerStops: AbortSignal): Promise<void> {
  const outlast = <T>(work: () => Promise<T>) => outlastDatabase(deps.clock, deps.waits.databasePausesMs, work);
  const lease = await outlast(() => takeLease(deps, videoId));
  if (!lease.held) {
    // The other run may be dead: come back when its lease is over.
    const { busyUntil } = lease;
    if (busyUntil) await deps.db.$transaction(async (tx) => enqueueStep(deps, tx, await stepOf(tx, videoId), videoId, busyUntil));
    return;
  }
  const { video, owner } = lease;
  const gone = new AbortController();
  const keeper = keepLease(deps, video.id, owner, (why, cause) => gone.abort(cause ?? new LeaseLost(`lease of video ${video.id} lost: ${why}`)));
  const signal = AbortSignal.any([gone.signal, workerStops]);
  const step = video.step as VideoStep;
  try {
    const context = makeContext(deps, video, owner, signal);
    const result = await runStep(steps[step as WorkingStep], context, workerStops);
    // A commit whose answer was lost finds the row moved on and changes nothing.
    if (result) await outlast(() => commitStep(deps, video, owner, result));
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    deps.log.info({ videoId, step, reason: error.message }, "left to another run");
  } finally {
    keeper.stop();
  }
}

function makeContext(deps: PipelineDeps, video: StepContext["video"], owner: string, signal: AbortSignal): StepContext {
  const mine = { id: video.id, revision: video.revision, leaseOwner: owner };
  const write = async (data: Prisma.VideoUpdateManyMutationInput, db: Pick<Prisma.TransactionClient, "video"> = deps.db) => {
    signal.throwIfAborted();
    const { count } = await db.video.updateMany({ where: mine, data });
    if (count === 0) throw new LeaseLost(`video ${video.id} was moved on by somebody else`);
  };
  return {
    video, deps, signal,
    nemo: deps.nemo,
    callNemo: deps.nemoFor(video.shopRow, findRecipe(video.recipe).skillSource),
    remember: (data) => write(data),
    holdLease: () => write({ leaseOwner: owner }),
    inLease: (work) => deps.db.$transaction(async (tx) => {
      await write({ leaseOwner: owner }, tx);
      return work(tx);
    }),
  };
}

async function runStep(step: Step, context: StepContext, workerStops: AbortSignal): Promise<StepResult | null> {
  const { deps, video } = context;
  try {
    return await runPacedStep(step, context);
  } catch (error) {
    if (error instanceof LeaseLost || context.signal.reason instanceof LeaseLost) throw error instanceof LeaseLost ? error : context.signal.reason;
    // The lease could not be renewed: the step was broken off for that, whatever it says itself.
    if (isPassingDatabaseFault(context.signal.reason)) return resultOfError(context.signal.reason, video, deps);
    // A stopping worker hands the step over as it is; what must not happen twice was recorded before it was done.
    if (workerStops.aborted) return { move: "again", afterMs: 0, note: sentence("steps.handed_over") };
    return resultOfError(error, video, deps);
  }
}

async function stepOf(tx: Prisma.TransactionClient, videoId: string): Promise<VideoStep> {
  const { step } = await tx.video.findUniqueOrThrow({ where: { id: videoId }, select: { step: true } });
  return step as VideoStep;
}
