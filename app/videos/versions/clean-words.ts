import { sentence } from "#app/words/say.ts";
import { PROMPT_LIMIT } from "#app/videos/limits.ts";
import { withoutControl } from "#app/videos/clean-prompt.ts";
import { videoRefused } from "#app/videos/video-errors.ts";

const SHORTEST = 2;

/** A merchant's words for the next version, as they may be sent. Throws ExpectedError when there are none or too many; never cut in silence. */
export function cleanWords(words: string): string {
  const clean = withoutControl(words);
  if (clean.length < SHORTEST) throw videoRefused("video.words_empty", sentence("requests.no_words"));
  if (clean.length > PROMPT_LIMIT) throw videoRefused("video.words_long", sentence("requests.words_too_long", { n: clean.length, limit: PROMPT_LIMIT }));
  return clean;
}
