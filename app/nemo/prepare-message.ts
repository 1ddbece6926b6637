import { cleanText } from "#app/lib/clean-text.ts";

/** Longest chat message, in UTF-16 units (protocol §7.1). */
export const MAX_MESSAGE_CHARS = 8_000;

/** The text as it may be sent: well-formed, no control characters but newlines. Null when empty or too long; never shortened. */
export function prepareMessage(text: string): string | null {
  const clean = cleanText(text, text.length).trim();
  return clean === "" || clean.length > MAX_MESSAGE_CHARS ? null : clean;
}
