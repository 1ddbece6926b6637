import { classifyIntent } from "#app/nemo/classify-intent.ts";
import { formatCredits, formatLength } from "#app/words/format-amounts.ts";
import type { VideoView } from "#app/videos/video-view.ts";
import type { FreeAnswer } from "./conversation-view.ts";

/**
 * The answer to words that need no message to NemoVideo (the makers' routing table): export, credits, status and upload are calls of ours,
 * and free. Null when the words are for NemoVideo. Asks only what the words need.
 */
export async function answerWords(words: string, o: { video: VideoView; balance(): Promise<{ available: number | null; frozen: number | null } | null> }): Promise<FreeAnswer | null> {
  const intent = classifyIntent(words);
  if (intent === "chat") return null;
  if (intent === "credits") return { intent, says: balanceSentence(await o.balance()), url: null };
  if (intent === "export") return { intent, ...exportAnswer(o.video) };
  if (intent === "upload") return { intent, says: "Choose the file below. It goes to NemoVideo together with your next message.", url: null };
  return { intent, says: [o.video.headline, o.video.player && `The file: ${formatLength(o.video.player.durationMs)}, ${o.video.player.width} × ${o.video.player.height}.`, o.video.timeline].filter(Boolean).join(" "), url: null };
}

function exportAnswer({ player, can, moving }: VideoView): Pick<FreeAnswer, "says" | "url"> {
  if (player) return { says: "The finished file of this version is kept here. NemoVideo is not asked again, and nothing is charged.", url: player.url };
  if (moving) return { says: "The file comes by itself when the video is made; exporting is part of it and free.", url: null };
  return { says: can.retry ? "There is no finished file yet. Press “Try again (free)”: that renders and fetches it." : "There is no finished file of this version.", url: null };
}

function balanceSentence(seen: { available: number | null; frozen: number | null } | null): string {
  if (seen?.available === null || seen?.available === undefined) return "NemoVideo did not tell the balance just now. Try again in a moment.";
  return `Your balance at NemoVideo: ${formatCredits(seen.available)}.${seen.frozen ? ` ${formatCredits(seen.frozen)} more are frozen: reserved for work that is going on.` : ""}`;
}
