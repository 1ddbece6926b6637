/** What a message wants changed in the film that is there; every part stays as it is unless it is spoken of. */
export interface Changes {
  /** Length, in parts of the present one. */
  lengthFactor: number | null;
  /** Size of the words on the screen, in parts of the present one. */
  titleFactor: number | null;
  /** The pictures come in the other order. */
  otherOrder: boolean;
}

const QUOTED = /"[^"]*"|“[^”]*”/g;
const WORDS = String.raw`(titles?|texts?|words|captions?|letters)`;

/** Reads relative wishes, which mean something only where there is a film already. What stands in quotes is data. */
export function readChanges(text: string): Changes {
  const wishes = text.replace(QUOTED, " ");
  return {
    lengthFactor: /\b(shorter|shorten|trim it|more quickly)\b/i.test(wishes) ? 2 / 3 : /\b(longer|lengthen|extend it)\b/i.test(wishes) ? 3 / 2 : null,
    titleFactor: near(wishes, "(bigger|larger|enlarge)") ? 3 / 2 : near(wishes, "(smaller)") ? 2 / 3 : null,
    otherOrder: /\b(other|another|different|reverse[d]?|opposite) order\b|\breverse the order\b/i.test(wishes),
  };
}

/** "a bigger title", "make the title much bigger". */
const near = (text: string, size: string): boolean => new RegExp(String.raw`\b${size}\b[^.\n]{0,30}\b${WORDS}\b|\b${WORDS}\b[^.\n]{0,30}\b${size}\b`, "i").test(text);
