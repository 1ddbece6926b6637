import { say } from "#app/words/say.ts";
import { mayBeOnProduct } from "./video-status.ts";

/** What a merchant reads when our copy of the video was erased, by age or for room, and what still works; null while it is there or never was. */
export function keptCopySentence(video: { status: string; step: string; renders: { keptFile: string | null; keptErasedAt: Date | null }[]; publication: { fileGid: string | null; state: string } | null }): string | null {
  if (video.renders.some(({ keptFile }) => keptFile) || !video.renders.some(({ keptErasedAt }) => keptErasedAt)) return null;
  if (mayBeOnProduct(video)) return say("states.copy_gone_on_product");
  return say(video.publication?.fileGid ? "states.copy_gone_file_there" : "states.copy_gone");
}
