import type { VideoView } from "#app/videos/video-view.ts";

/** The truth about what canceling saves: nothing is charged before the one message is sent, and little is saved after. */
export function cancelQuestion({ status, sentAt }: Pick<VideoView, "status" | "sentAt">): string {
  if (status === "queued") return "Cancel this video? It has not begun, so nothing was charged.";
  if (sentAt === null) return "Cancel this video? Nothing was sent to NemoVideo yet. If the message leaves at this very moment, it may still be charged.";
  return "Cancel this video? NemoVideo already works on it and may still charge for it. The video will not be kept.";
}
