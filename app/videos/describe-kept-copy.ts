import { mayBeOnProduct } from "./video-status.ts";

/** What a merchant reads when our copy of the video was erased, by age or for room, and what still works; null while it is there or never was. */
export function keptCopySentence(video: { status: string; step: string; renders: { keptFile: string | null; keptErasedAt: Date | null }[]; publication: { fileGid: string | null; state: string } | null }): string | null {
  if (video.renders.some(({ keptFile }) => keptFile) || !video.renders.some(({ keptErasedAt }) => keptErasedAt)) return null;
  const gone = "Our copy of this video was erased to save room, so it can no longer be played here.";
  if (mayBeOnProduct(video)) return `${gone} The video on the product is not touched by that, and taking it off still works.`;
  if (video.publication?.fileGid) return `${gone} Its file is still among your shop’s files unless you deleted it there, so publishing it again still works.`;
  return gone;
}
