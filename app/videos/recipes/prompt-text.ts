import { dropInstructions } from "./drop-instructions.ts";
import { stripHiddenCharacters } from "./strip-hidden-characters.ts";
import { stripHtml } from "./strip-html.ts";

const link = /\b(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+/gi;

/**
 * One line of untrusted text made fit for a prompt: no HTML, nothing hidden, no addresses, no sentence that speaks to an AI, no
 * straight double quote (it ends our quotes), at most `cap` UTF-16 units, cut between whole characters. May be empty.
 */
export function cleanText(raw: string, cap: number): string {
  // newlines tell sentences apart, so they go last
  const words = dropInstructions(stripHiddenCharacters(stripHtml(raw)).replace(link, " ").replace(/[^\S\n]+/gu, " "));
  const line = words.replace(/\s*\n\s*/g, (gap, at: number) => (/[.!?…:;,。！？]\s*$/u.test(words.slice(0, at)) || at === 0 ? " " : "; "));
  const tidy = line.replace(/(\d)\s?"/g, "$1″").replaceAll('"', "”").replace(/\s+/gu, " ").replace(/^[\s;]+|[\s;]+$/gu, "");
  return cutText(tidy, cap);
}

const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** At most `cap` UTF-16 units, whole characters only, at a word's end where one is near; an ellipsis tells that it was cut. */
export function cutText(text: string, cap: number): string {
  if (text.length <= cap) return text;
  let kept = "";
  for (const { segment } of characters.segment(text)) {
    if (kept.length + segment.length > cap - 1) break;
    kept += segment;
  }
  const wordEnd = kept.lastIndexOf(" ");
  return `${(wordEnd > cap * 0.6 ? kept.slice(0, wordEnd) : kept).trimEnd()}…`;
}

/** Quotes cleaned text as data. */
export const quoteData = (clean: string): string => `"${clean}"`;
