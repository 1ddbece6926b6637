import { stripHtml } from "#app/lib/strip-html.ts";
import { dropInstructions } from "./drop-instructions.ts";
import { stripHiddenCharacters } from "./strip-hidden-characters.ts";

const link = /\b(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+/gi;

/** A text this many times its cap (and at least so long) is not read to the end: product texts can be megabytes. */
const readAhead = { times: 6, least: 2000 };

/**
 * One line of untrusted text made fit for a prompt: no HTML, nothing hidden, no addresses, no sentence that speaks to an AI, no
 * straight double quote (it ends our quotes), at most `cap` UTF-16 units, cut between whole characters. May be empty.
 */
export function cleanProductText(raw: string, cap: number): string {
  const read = raw.slice(0, Math.max(readAhead.least, cap * readAhead.times));
  // newlines tell sentences apart, so they go last
  const words = dropInstructions(stripHiddenCharacters(stripHtml(read)).replace(link, " "));
  const lines = words.split("\n").map((line) => line.replace(/\s+/gu, " ").trim()).filter(Boolean);
  const joined = lines.reduce((text, line) => (text === "" ? line : `${text}${/[.!?…:;,。！？]$/u.test(text) ? "" : ";"} ${line}`), "");
  const tidy = joined.replace(/(\d)\s?"/g, "$1″").replaceAll('"', "”").replace(/^[\s;]+|[\s;]+$/gu, "");
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
  return `${(wordEnd > cap / 2 ? kept.slice(0, wordEnd) : kept).trimEnd()}…`;
}

/** Quotes cleaned text as data. */
export const quoteData = (clean: string): string => `"${clean}"`;
