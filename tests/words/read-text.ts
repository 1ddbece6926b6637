import { compileMessageOrThrow } from "@lingui/message-utils/compileMessage";

/** What a text asks of those who tell it. */
export interface TextShape {
  /** `name: kind` of every placeholder; a kind is plain, number (a plural is one too: languages need it at other places), date, or select with its cases. */
  placeholders: string[];
  /** Cases of each plural, as `one`, `other`, `=0`. */
  plurals: { ordinal: boolean; cases: string[] }[];
  /** Names of `<tag>…</tag>`. */
  tags: string[];
}

type Token = string | [string] | [string, string, (string | Record<string, unknown>)?];

/** Reads an ICU text. Throws for one that is none. Names come in order and once; tags as often as they stand in the longest form. */
export function readText(text: string): TextShape {
  const placeholders = new Set<string>();
  const plurals: TextShape["plurals"] = [];
  const walk = (tokens: unknown): void => {
    for (const token of typeof tokens === "string" ? [tokens] : (tokens as Token[])) {
      if (typeof token === "string") {
        if (/[{}]/.test(token)) throw new Error(`a brace stands alone in: ${text}`);
        continue;
      }
      const [name, kind = "plain", more] = token;
      if (typeof more !== "object") {
        placeholders.add(`${name}: ${kind}`);
        continue;
      }
      const cases = Object.entries(more).filter(([key]) => key !== "offset");
      const keys = cases.map(([key]) => (/^\d+$/.test(key) ? `=${key}` : key)).toSorted();
      placeholders.add(kind === "select" ? `${name}: select ${keys.join(" ")}` : `${name}: number`);
      if (kind !== "select") plurals.push({ ordinal: kind === "selectordinal", cases: keys });
      for (const [, inside] of cases) walk(inside);
    }
  };
  walk(compileMessageOrThrow(text));
  const tags = [...text.matchAll(/<(\w+)>/g)].map(([, name]) => name ?? "");
  const unclosed = tags.filter((name) => text.split(`<${name}>`).length !== text.split(`</${name}>`).length);
  if (unclosed.length || [...text.matchAll(/<\/(\w+)>/g)].some(([, name]) => !tags.includes(name ?? ""))) throw new Error(`a tag is not closed in: ${text}`);
  return { placeholders: [...placeholders].toSorted(), plurals, tags: [...new Set(tags)].toSorted() };
}

/** Names of the values that a text needs. */
export const namesIn = (text: string): string[] => [...new Set(readText(text).placeholders.map((placeholder) => placeholder.split(":")[0] ?? ""))];
