import { sentence } from "#app/words/say.ts";
import { PROMPT_LIMIT } from "./limits.ts";
import { videoRefused } from "./video-errors.ts";

const SHORTEST = 10;
// Everything below space but line breaks, DEL, and C1: NemoVideo takes no control characters (protocol §7.1).
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

/** Text as NemoVideo takes it: well-formed, line breaks as \n, no control characters, no space around it. */
export const withoutControl = (text: string): string => text.toWellFormed().replace(/\r\n?/g, "\n").replace(CONTROL, " ").trim();

/** A merchant's prompt as it may be sent. Throws ExpectedError when it is empty or too long; it is never cut in silence. */
export function cleanPrompt(prompt: string): string {
  const clean = withoutControl(prompt);
  if (clean.length < SHORTEST) throw videoRefused("video.prompt_empty", sentence("requests.prompt_empty"));
  if (clean.length > PROMPT_LIMIT) throw videoRefused("video.prompt_long", sentence("requests.prompt_too_long", { n: clean.length, limit: PROMPT_LIMIT }));
  return clean;
}
