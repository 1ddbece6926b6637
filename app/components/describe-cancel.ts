import type { VideoView } from "#app/videos/video-view.ts";
import { say } from "#app/words/say.ts";

/** The truth about what canceling saves: nothing is charged before the one message is sent, and little is saved after. */
export function cancelQuestion({ status, sentAt }: Pick<VideoView, "status" | "sentAt">): string {
  if (status === "queued") return say("video.cancel_queued");
  return say(sentAt === null ? "video.cancel_not_sent" : "video.cancel_sent");
}
