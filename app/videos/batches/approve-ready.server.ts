import { ExpectedError } from "#app/lib/expected-error.ts";
import { approveVideo } from "#app/videos/approve-video.server.ts";
import type { ChangeDeps } from "#app/videos/change-video.server.ts";

/** Approves the batch's previews, or those of them that are named. What went another way meanwhile stays as it is and is counted in `left`. */
export async function approveReady(
  deps: ChangeDeps,
  o: { shop: string; batchId: string; videoIds: string[] | null; place: string; approvedBy: string | null },
): Promise<{ approved: number; left: number }> {
  const items = await deps.db.batchItem.findMany({
    where: { shop: o.shop, batchId: o.batchId, videoId: o.videoIds ? { in: o.videoIds } : { not: null }, ...(o.videoIds ? {} : { video: { status: "ready" } }) },
    orderBy: { position: "asc" }, select: { videoId: true },
  });
  let approved = 0;
  for (const { videoId } of items) {
    if (!videoId) continue;
    try {
      await approveVideo(deps, { shop: o.shop, videoId, approvedBy: o.approvedBy, place: o.place, alt: "", inTurn: true });
      approved++;
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
    }
  }
  return { approved, left: (o.videoIds?.length ?? items.length) - approved };
}
