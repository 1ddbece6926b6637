import { knowsText, tell, type Sentence, type Values } from "./say.ts";

/** Sentences inside sentences, at most: those that the app makes have two or three. */
const DEEPEST = 20;

/** A sentence as text for a column, so that it can be told in the language of whoever reads it later. */
export const keepSentence = (what: Sentence | string): string => (typeof what === "string" ? what : JSON.stringify({ id: what.id, ...(what.values && { values: what.values }) }));

/** What `keepSentence` made, as a sentence again. Text that is none, as of rows written before or by a version of the app with other sentences, stays text. */
export function readKept(text: string): Sentence | string {
  if (!text.startsWith('{"id":')) return text;
  try {
    return sentenceIn(JSON.parse(text), DEEPEST) ?? text;
  } catch {
    return text;
  }
}

function sentenceIn(kept: unknown, deepest: number): Sentence | null {
  if (typeof kept !== "object" || kept === null || deepest === 0) return null;
  const { id, values } = kept as { id?: unknown; values?: unknown };
  if (typeof id !== "string" || !knowsText(id)) return null;
  if (values === undefined || values === null) return { id };
  if (typeof values !== "object" || Array.isArray(values)) return null;
  const read: Record<string, Values[string]> = {};
  for (const [name, value] of Object.entries(values)) {
    const one = typeof value === "string" || typeof value === "number" ? value : sentenceIn(value, deepest - 1);
    if (one === null) return null;
    read[name] = one;
  }
  return { id, values: read };
}

/** A kept sentence in the reader's language. */
export const tellKept = (text: string): string => tell(readKept(text));
