import { ExpectedError } from "#app/lib/expected-error.ts";
import type { ChangeDeps } from "#app/videos/change-video.server.ts";
import { undoVideo } from "#app/videos/undo-video.server.ts";

/** Takes the batch's published videos off their listings again. Returns how many are on their way off; those that cannot be stay, in `left`. */
export async function undoPublished(deps: ChangeDeps, o: { shop: string; batchId: string; undoneBy: string | null }): Promise<{ begun: number; left: number }> {
  const items = await deps.db.batchItem.findMany({ where: { shop: o.shop, batchId: o.batchId, video: { status: "published" } }, orderBy: { position: "asc" }, select: { videoId: true } });
  let begun = 0;
  for (const { videoId } of items) {
    if (!videoId) continue;
    try {
      await undoVideo(deps, { shop: o.shop, videoId, undoneBy: o.undoneBy });
      begun++;
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
    }
  }
  return { begun, left: items.length - begun };
}
