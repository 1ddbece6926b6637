import type { Ratio } from "#fakes/nemo/store/records.ts";

/** What a message asks for; null = it does not say. */
export interface Wishes {
  ratio: Ratio | null;
  durationMs: number | null;
  title: string | null;
  music: boolean | null;
  /** The message wants everything made anew, not a change of what is there. */
  startOver: boolean;
}

const RATIO_WORDS: [RegExp, Ratio][] = [
  [/\b(vertical|portrait)\b/i, "9:16"],
  [/\b(landscape|widescreen|horizontal)\b/i, "16:9"],
  [/\bsquare\b/i, "1:1"],
];
const SHORTEST_MS = 1_000;
const LONGEST_MS = 180_000;

/** Reads a merchant's message as the agent would; the first mention counts. */
export function readWishes(text: string): Wishes {
  return {
    ratio: readRatio(text),
    durationMs: readDuration(text),
    title: /[“"„«]([^“”"„«»\n]{1,200})[”"“»]/.exec(text)?.[1]?.trim() || null,
    music: readMusic(text),
    startOver: /\b(regenerate|re-generate|start over|from scratch|make a new video|new version)\b/i.test(text),
  };
}

function readRatio(text: string): Ratio | null {
  const figures = /(?<![\d:])(1:1|9:16|16:9|4:5)(?![\d:])/.exec(text)?.[1];
  return (figures as Ratio | undefined) ?? RATIO_WORDS.find(([words]) => words.test(text))?.[1] ?? null;
}

function readDuration(text: string): number | null {
  const found = /(?<![\d.])(\d+(?:\.\d+)?)[\s-]*(?:seconds?|secs?|s)\b/i.exec(text);
  if (!found) return null;
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, Math.round(Number(found[1]) * 1000)));
}

function readMusic(text: string): boolean | null {
  if (/\b(no|without|remove(?: the)?)(?: any)?(?: background)? (music|sound|audio)\b/i.test(text)) return false;
  return /\b(music|bgm|soundtrack)\b/i.test(text) ? true : null;
}
