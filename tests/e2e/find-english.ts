import { compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import type { Page } from "playwright-core";
import { de } from "#app/words/catalog/de/index.ts";
import { en } from "#app/words/catalog/en/index.ts";
import { fr } from "#app/words/catalog/fr/index.ts";
import { ja } from "#app/words/catalog/ja/index.ts";
import { zhCN } from "#app/words/catalog/zh-CN/index.ts";
import type { Language } from "#app/words/languages.ts";

type Areas = Record<string, Record<string, string>>;
type Token = string | [string] | [string, string, (string | Record<string, unknown>)?];
const flat = (areas: Areas): Map<string, string> => new Map(Object.entries(areas).flatMap(([area, texts]) => Object.entries(texts).map(([key, text]) => [`${area}.${key}`, text] as const)));
const catalogs: Record<Language, Map<string, string>> = { en: flat(en), de: flat(de), fr: flat(fr), ja: flat(ja), "zh-CN": flat(zhCN) };

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A regular expression for everything that a text can say: any value for a placeholder, any case of a plural or select. */
function patternOf(text: string): string {
  const walk = (tokens: unknown): string => (typeof tokens === "string" ? [tokens] : (tokens as Token[])).map((token) => {
    if (typeof token === "string") return literal(token);
    const more = token[2];
    return typeof more === "object" ? `(?:${Object.entries(more).filter(([key]) => key !== "offset").map(([, inside]) => walk(inside)).join("|")})` : "[^]+?";
  }).join("");
  return walk(compileMessageOrThrow(text));
}

interface Known {
  id: string;
  whole: RegExp;
}
/** The pieces of a text that stand between its tags, each of which is a text node of its own. */
const pieces = (text: string): string[] => (/<\/?\w+>/.test(text) && !/, (plural|select),/.test(text) ? text.split(/<\/?\w+>/) : [text.replace(/<\/?\w+>/g, "")]).map((piece) => piece.trim()).filter(Boolean);
const knownIn = (texts: Iterable<[string, string]>, least: number): Known[] =>
  [...texts].flatMap(([id, text]) => pieces(text).filter((piece) => piece.replace(/\{[^]*\}/, "").replace(/\P{L}/gu, "").length >= least).map((piece) => ({ id, whole: new RegExp(`^${patternOf(piece)}$`) })));

const readers = new Map<Language, { english: Known[]; own: Known[] }>();
function wordsOf(language: Language): { english: Known[]; own: Known[] } {
  const own = catalogs[language];
  const made = readers.get(language) ?? { english: knownIn([...catalogs.en].filter(([id, text]) => own.get(id) !== text), 3), own: knownIn(own, 1) };
  readers.set(language, made);
  return made;
}

/** Every text of the app's frame that somebody reads or hears: text nodes that are drawn, names and hints of elements, the title, the menu. */
async function textsOf(page: Page): Promise<string[]> {
  const frame = page.frames().find((other) => other.parentFrame() !== null && /\/app/.test(new URL(other.url() || "about:blank").pathname));
  if (!frame) throw new Error("the app's frame is not there");
  return frame.evaluate(() => {
    const found = new Set<string>([document.title, ...[...document.querySelectorAll("ui-nav-menu a")].map((link) => link.textContent ?? "")]);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const around = node.parentElement;
      if (around && !around.closest("script, style, textarea") && around.checkVisibility({ visibilityProperty: true })) found.add(node.textContent ?? "");
    }
    const named = "[aria-label], [alt], [title], [placeholder], [aria-description], [aria-valuetext], [aria-roledescription]";
    for (const element of document.querySelectorAll(named)) for (const name of named.match(/[a-z-]+/g) ?? []) found.add(element.getAttribute(name) ?? "");
    return [...found].map((text) => text.trim()).filter(Boolean);
  });
}

/** Texts on the page that are English although the reader's language has other words for them, and names of texts that are shown instead of the text. */
export async function findEnglish(page: Page, language: Language): Promise<string[]> {
  const { english, own } = wordsOf(language);
  return (await textsOf(page)).flatMap((text) => {
    if (catalogs.en.has(text)) return [`the name of a text: ${text}`];
    const as = english.find(({ whole }) => whole.test(text));
    return as && !own.some(({ whole }) => whole.test(text)) ? [`${as.id}: ${text}`] : [];
  });
}
