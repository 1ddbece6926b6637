import type { ChangeDeps } from "#app/videos/change-video.server.ts";
import { lockShop } from "#app/videos/admit-videos.server.ts";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence } from "#app/words/say.ts";
import { undoSteps } from "#app/videos/video-status.ts";
import { removalQueue } from "./removal-queue.ts";

/**
 * Marks every published video of the shop as to be taken off and enqueues the job that does it, in one transaction. While one removal is under
 * way a second wish joins it. Throws ExpectedError `video.nothing_published`.
 */
export async function askRemoval(deps: ChangeDeps, o: { shop: string; askedBy: string | null }): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    await lockShop(tx, o.shop);
    const shop = await tx.shop.findUnique({ where: { domain: o.shop }, select: { removeAllAt: true, removeAllDoneAt: true } });
    const underWay = shop?.removeAllAt && !shop.removeAllDoneAt ? shop.removeAllAt : null;
    const wantedAt = underWay ?? deps.clock.now();
    const marked = await tx.publication.updateMany({
      where: { shop: o.shop, fileGid: { not: null }, video: { OR: [{ status: "published" }, { status: "attention", step: { in: undoSteps } }] } },
      data: { undoState: "WANTED", undoWantedAt: wantedAt, undoBy: o.askedBy },
    });
    if (marked.count === 0 && !underWay) throw nothingThere();
    await tx.shop.updateMany({ where: { domain: o.shop }, data: { removeAllAt: wantedAt, removeAllBy: o.askedBy, removeAllDoneAt: null } });
    await deps.jobs.enqueue(tx, removalQueue.name, { shop: o.shop }, { key: o.shop });
  });
}

const nothingThere = () =>
  new ExpectedError({ code: "video.nothing_published", message: "no published video to remove", charged: "no", retryable: false, merchantMessage: sentence("requests.nothing_published") });
