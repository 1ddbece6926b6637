import { Fragment, type ReactNode } from "react";
import { say, type Values, type WordId } from "#app/words/say.ts";

export interface SaidProps {
  id: WordId;
  values?: Values;
  /** What stands for `<name>…</name>` in the text. */
  parts: Record<string, (text: string) => ReactNode>;
}

/** A text with a link or the like inside, whose place in the sentence is the language's own affair. */
export function Said({ id, values, parts }: SaidProps) {
  const pieces = say(id, values).split(/<(\w+)>(.*?)<\/\1>/s);
  // text, name, inside, text, name, inside, … text
  return pieces.map((piece, i) => {
    if (i % 3 === 0) return piece;
    if (i % 3 === 2) return null;
    const inside = pieces[i + 1] ?? "";
    return <Fragment key={i}>{parts[piece]?.(inside) ?? inside}</Fragment>;
  });
}
