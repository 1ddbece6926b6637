import { ExpectedError } from "#app/lib/expected-error.ts";
import type { PipelineDeps } from "#app/videos/pipeline/step-context.ts";
import { undoSteps } from "#app/videos/video-status.ts";
import { undoVideo } from "#app/videos/undo-video.server.ts";
import { removalQueue } from "./removal-queue.ts";

/** Videos of one shop that are on their way off at the same time: the others are rows, not jobs, and delay no other shop. */
const AT_ONCE = 5;

/** Sends the next videos of a removal on their way, and comes back until none is left. Safe to run at any time and twice. */
export async function runRemoval(deps: PipelineDeps, { shop }: { shop: string }): Promise<void> {
  const { db } = deps;
  const row = await db.shop.findUnique({ where: { domain: shop }, select: { removeAllAt: true, removeAllBy: true, removeAllDoneAt: true, uninstalledAt: true } });
  if (!row?.removeAllAt || row.removeAllDoneAt || row.uninstalledAt) return;
  const wantedAt = row.removeAllAt;
  const mine = { shop, publication: { undoWantedAt: wantedAt } };
  const onTheirWay = await db.video.count({ where: { ...mine, status: "withdrawing" } });
  const waiting = { ...mine, publication: { undoWantedAt: wantedAt, undoState: "WANTED" }, OR: [{ status: "published" }, { status: "attention", step: { in: undoSteps }, stepStartedAt: { lt: wantedAt } }] };
  const next = await db.video.findMany({ where: waiting, orderBy: { id: "asc" }, take: Math.max(0, AT_ONCE - onTheirWay), select: { id: true } });
  for (const { id } of next) {
    await undoVideo(deps, { shop, videoId: id, undoneBy: row.removeAllBy, wantedAt }).catch((error: unknown) => {
      // It went another way meanwhile: then there is nothing to take off here.
      if (!(error instanceof ExpectedError)) throw error;
      deps.log.info({ shop, videoId: id, code: error.code }, "left out of a removal");
    });
  }
  const left = await db.video.count({ where: { OR: [waiting, { ...mine, status: "withdrawing" }] } });
  const again = new Date(deps.clock.now().getTime() + deps.waits.shopifyFirstLookMs);
  await db.$transaction(async (tx) => {
    if (left > 0) await deps.jobs.enqueue(tx, removalQueue.name, { shop }, { key: shop, startAt: again });
    else await tx.shop.updateMany({ where: { domain: shop, removeAllAt: wantedAt }, data: { removeAllDoneAt: deps.clock.now() } });
  });
}
