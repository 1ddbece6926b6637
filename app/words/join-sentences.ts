import { sentence, type Sentence } from "./say.ts";

/** Whole sentences after one another, told later; what is missing is left out. */
export function joinSentences(...parts: (Sentence | string | null | undefined | false)[]): Sentence | string {
  const [first = "", ...rest] = parts.filter((part) => part !== null && part !== undefined && part !== false && part !== "");
  return rest.reduce<Sentence | string>((before, next) => sentence("units.two_sentences", { first: before, second: next }), first);
}
