import { tell, type Sentence } from "./say.ts";

/** Whether a sentence already says another one: it holds it as a value, or its text has it word for word. */
export function mentionsSentence(what: Sentence | string, inner: Sentence): boolean {
  return holds(what, inner) || tell(what).includes(tell(inner));
}

const holds = (what: Sentence | string | number, inner: Sentence): boolean =>
  typeof what === "object" && (what.id === inner.id || Object.values(what.values ?? {}).some((value) => holds(value, inner)));
