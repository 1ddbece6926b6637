import { ExpectedError } from "#app/lib/expected-error.ts";
import { refineVideo, type RefineDeps } from "#app/videos/refine-video.server.ts";

/**
 * The same words to several videos of a batch whose agent asked something: one paid message for each. Sent again, those that have got
 * theirs are left alone, and so are those that ask nothing any more (`left`).
 */
export async function answerAll(
  deps: RefineDeps,
  o: { shop: string; batchId: string; videoIds: string[]; text: string; requestedBy: string | null },
): Promise<{ sent: number; left: number }> {
  const videoIds = [...new Set(o.videoIds)];
  const items = await deps.db.batchItem.findMany({
    where: { shop: o.shop, batchId: o.batchId, videoId: { in: videoIds }, video: { status: { in: ["attention", "failed"] }, errorCode: "nemo.question" } }, orderBy: { position: "asc" }, select: { videoId: true },
  });
  let sent = 0;
  for (const { videoId } of items) {
    if (!videoId) continue;
    try {
      const { already } = await refineVideo(deps, { shop: o.shop, videoId, text: o.text, requestedBy: o.requestedBy });
      if (!already) sent++;
    } catch (error) {
      // Words that cannot be sent at all are the same for every one: the merchant reads why.
      if (!(error instanceof ExpectedError) || error.code.startsWith("video.words")) throw error;
    }
  }
  return { sent, left: videoIds.length - sent };
}
