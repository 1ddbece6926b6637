import { classifyIntent } from "#app/nemo/classify-intent.ts";
import { creditsIn, formatLength } from "#app/words/format-amounts.ts";
import { joinSentences } from "#app/words/join-sentences.ts";
import { say, sentence, tell } from "#app/words/say.ts";
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
  if (intent === "upload") return { intent, says: say("requests.answer_upload"), url: null };
  const { headline, player, timeline } = o.video;
  const file = player && sentence("requests.answer_file", { length: formatLength(player.durationMs), width: player.width, height: player.height });
  return { intent, says: tell(joinSentences(headline, file, timeline)), url: null };
}

function exportAnswer({ player, can, moving }: VideoView): Pick<FreeAnswer, "says" | "url"> {
  if (player) return { says: say("requests.answer_kept_file"), url: player.url };
  if (moving) return { says: say("requests.answer_file_comes"), url: null };
  return { says: say(can.retry ? "requests.answer_no_file_yet" : "requests.answer_no_file"), url: null };
}

function balanceSentence(seen: { available: number | null; frozen: number | null } | null): string {
  if (seen?.available === null || seen?.available === undefined) return say("requests.answer_no_balance");
  const frozen = seen.frozen ? sentence("requests.answer_frozen", { credits: creditsIn(seen.frozen) }) : null;
  return tell(joinSentences(sentence("requests.answer_balance", { credits: creditsIn(seen.available) }), frozen));
}
