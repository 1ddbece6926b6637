import { admitVideos } from "./admit-videos.server.ts";
import { sweepMerchantFiles } from "./merchant-files.server.ts";
import { enqueueStep } from "./pipeline/enqueue-step.server.ts";
import type { PipelineDeps } from "./pipeline/step-context.ts";
import { removalQueue } from "./removal/removal-queue.ts";
import { videoLateLookQueue } from "./video-queues.ts";
import { workedOn, type VideoStep } from "./video-status.ts";

const AT_ONCE = 200;
/** A step whose time came this long ago, in ms, and that nobody holds, has lost its job. */
const OVERDUE_MS = 120_000;

/** Heals what no single transaction can lose but a mishap might: waiting videos with room, steps without a job, and merchants' files that nobody uses any more. */
export async function sweepVideos(deps: PipelineDeps): Promise<void> {
  const { db } = deps;
  const shops = await db.video.groupBy({ by: ["shop"], where: { status: "queued" }, orderBy: { shop: "asc" }, take: AT_ONCE });
  for (const { shop } of shops) await db.$transaction((tx) => admitVideos(deps, tx, shop));
  const overdue = new Date(deps.clock.now().getTime() - OVERDUE_MS);
  const stuck = await db.video.findMany({
    where: {
      status: { in: workedOn },
      AND: [
        { OR: [{ leaseUntil: null }, { leaseUntil: { lt: overdue } }] },
        { OR: [{ nextTryAt: null, stepStartedAt: { lt: overdue } }, { nextTryAt: { lt: overdue } }] },
      ],
    },
    select: { id: true, step: true }, take: AT_ONCE,
  });
  const unlooked = await db.video.findMany({ where: { status: "attention", nextTryAt: { lt: overdue } }, select: { id: true }, take: AT_ONCE });
  for (const { id } of unlooked) await db.$transaction((tx) => deps.jobs.enqueue(tx, videoLateLookQueue.name, { videoId: id }, { key: id }));
  // A job that is there all the same is not doubled: one waiting job per video.
  for (const video of stuck) await db.$transaction((tx) => enqueueStep(deps, tx, video.step as VideoStep, video.id));
  if (stuck.length) deps.log.warn({ videos: stuck.length }, "gave a job to steps that had none");
  const removals = await db.shop.findMany({ where: { removeAllAt: { lt: overdue }, removeAllDoneAt: null, uninstalledAt: null }, select: { domain: true }, take: AT_ONCE });
  for (const { domain } of removals) await db.$transaction((tx) => deps.jobs.enqueue(tx, removalQueue.name, { shop: domain }, { key: domain }));
  await sweepMerchantFiles({ db, keptFiles: deps.keptFiles, now: deps.clock.now() });
}
