import type { BatchItemView } from "#app/videos/batches/batch-view.ts";
import { say } from "#app/words/say.ts";
import type { VideoBadge, VideoView } from "#app/videos/video-view.ts";

/** What a row of a batch shows: a page has fifty, and a video's whole view is some kilobytes. */
export interface ItemRowData {
  position: number;
  productGid: string;
  title: string;
  videoId: string | null;
  badge: VideoBadge;
  pictureUrl: string | null;
  /** What there is to say beyond the badge; a video that moves says the rest on its own page. */
  sentence: string | null;
  mayApprove: boolean;
  /** The preview, while it waits for approval. */
  player: VideoView["player"];
}

/** The row of an item. Pure. */
export function toItemRow(item: BatchItemView): ItemRowData {
  const { video } = item;
  const problem = video?.problem && !item.question ? `${video.problem.text} ${video.problem.charge}` : null;
  return {
    position: item.position, productGid: item.productGid, title: item.productTitle || say("batches.not_looked_up"), videoId: video?.id ?? null,
    badge: video?.badge ?? { text: say(`batches.item_${item.state}`) }, pictureUrl: video?.pictures[0]?.url ?? null,
    sentence: item.skipText ?? problem ?? (item.question ? say("batches.row_asks") : null) ?? video?.warnings[0]?.text ?? null,
    mayApprove: video?.can.approve ?? false, player: video?.can.approve ? video.player : null,
  };
}
