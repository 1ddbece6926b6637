import { tell, type Sentence } from "./say.ts";

/** A sentence as text for a column, so that it can be told in the language of whoever reads it later. */
export const keepSentence = (what: Sentence | string): string => (typeof what === "string" ? what : JSON.stringify({ id: what.id, ...(what.values && { values: what.values }) }));

/** What `keepSentence` made, as a sentence again. Text that is none, as of rows written before, stays text. */
export function readKept(text: string): Sentence | string {
  if (!text.startsWith('{"id":')) return text;
  try {
    const value = JSON.parse(text) as Sentence;
    return typeof value.id === "string" ? value : text;
  } catch {
    return text;
  }
}

/** A kept sentence in the reader's language. */
export const tellKept = (text: string): string => tell(readKept(text));
