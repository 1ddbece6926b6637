import type { Ratio, Wishes } from "#fakes/nemo/store/records.ts";

const RATIO_WORDS: [RegExp, Ratio][] = [
  [/\b(vertical|portrait)\b/i, "9:16"],
  [/\b(landscape|widescreen|horizontal)\b/i, "16:9"],
  [/\bsquare\b/i, "1:1"],
];
const NO_MUSIC = [/\b(no|without|remove(?: the)?)(?: any)?(?: background)? (music|sound|audio)\b/i, /\b(music|sound|audio)\s*:\s*(none|no|off)\b/i];
const NO_SCREEN_TEXT = [
  /\b(text on screen|on-screen text|text overlays?|captions|titles?)\s*:\s*(none|no|off)\b/i,
  /\b(no|without|remove(?: the)?)(?: any)? (text on screen|on-screen text|text overlays?|captions|titles?)\b/i,
];
const NO_VOICE = [/\bvoice[\s-]?over\s*:\s*(none|no|off)\b/i, /\b(no|without|remove(?: the)?)(?: any)? (voice[\s-]?over|narration)\b/i];
const USUAL_CALL = "Look at it in the shop";
const LONGEST_TITLE = 200;
const SHORTEST_MS = 1_000;
const LONGEST_MS = 180_000;

/** A quotation; a quote sign right after a letter or figure (12" vinyl) opens none. */
const QUOTED = /(?<![\p{L}\p{N}])(?:"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»)/gu;

/**
 * Reads a merchant's message as the agent would: the first mention counts, and what stands in quotes is data, not a wish.
 * `startOver`: everything anew instead of a change.
 */
export function readWishes(text: string): Wishes & { startOver: boolean } {
  const title = text.match(QUOTED)?.map((quoted) => quoted.slice(1, -1).trim()).find((words) => words && words.length <= LONGEST_TITLE);
  const wishes = text.replace(QUOTED, " ");
  return {
    ratio: readRatio(wishes),
    durationMs: readDuration(wishes),
    title: title ?? null,
    music: readMusic(wishes),
    screenText: NO_SCREEN_TEXT.some((words) => words.test(wishes)) ? false : null,
    voice: NO_VOICE.some((words) => words.test(wishes)) ? false : /\b(voice[\s-]?over|narration)\b/i.test(wishes) ? true : null,
    callToAction: readCall(text, wishes),
    price: /\bshow the price\b[^".\n]*"([^"\n]{1,60})"/i.exec(text)?.[1] ?? null,
    cutFootage: /\bcut\b[^.\n]*\b(footage|pauses)\b/i.test(wishes) ? true : null,
    logo: /\blogo of the brand: ([^\s"]+\.\w{3,4})\b/i.exec(wishes)?.[1] ?? null,
    startOver: /\b(regenerate|re-generate|start over|from scratch|make a new video|new version)\b/i.test(wishes),
  };
}

/** Later wishes over earlier ones. */
export function mergeWishes(earlier: Wishes | null, later: Wishes): Wishes {
  return {
    ratio: later.ratio ?? earlier?.ratio ?? null,
    durationMs: later.durationMs ?? earlier?.durationMs ?? null,
    title: later.title ?? earlier?.title ?? null,
    music: later.music ?? earlier?.music ?? null,
    screenText: later.screenText ?? earlier?.screenText ?? null,
    voice: later.voice ?? earlier?.voice ?? null,
    callToAction: later.callToAction ?? earlier?.callToAction ?? null,
    price: later.price ?? earlier?.price ?? null,
    logo: later.logo ?? earlier?.logo ?? null,
    cutFootage: later.cutFootage ?? earlier?.cutFootage ?? null,
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

/** The words after "call to action … exactly", else our own where one is asked for. */
function readCall(text: string, wishes: string): string | null {
  const exact = /\bcall[\s-]to[\s-]action:[^"\n]*\bexactly "([^"\n]{1,80})"/i.exec(text)?.[1];
  return exact ?? (/\bcall[\s-]to[\s-]action\b/i.test(wishes) ? USUAL_CALL : null);
}

function readMusic(text: string): boolean | null {
  if (NO_MUSIC.some((words) => words.test(text))) return false;
  return /\b(music|bgm|soundtrack)\b/i.test(text) ? true : null;
}
