import { sentence, type Sentence } from "./say.ts";

const isSaid = (part: Sentence | string | null | undefined | false): part is Sentence | string => Boolean(part);

/** Whole sentences after one another, told later; what is missing is left out. */
export function joinSentences(...parts: (Sentence | string | null | undefined | false)[]): Sentence | string {
  const [first = "", ...rest] = parts.filter(isSaid);
  return rest.reduce<Sentence | string>((before, next) => sentence("units.two_sentences", { first: before, second: next }), first);
}
