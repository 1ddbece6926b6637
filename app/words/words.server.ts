import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import polarisDe from "@shopify/polaris/locales/de.json" with { type: "json" };
import polarisFr from "@shopify/polaris/locales/fr.json" with { type: "json" };
import polarisJa from "@shopify/polaris/locales/ja.json" with { type: "json" };
import polarisZh from "@shopify/polaris/locales/zh-CN.json" with { type: "json" };
import { de } from "./catalog/de/index.ts";
import { areaAddress, pageAreas, sharedAreas } from "./areas.ts";
import { en } from "./catalog/en/index.ts";
import { fr } from "./catalog/fr/index.ts";
import { ja } from "./catalog/ja/index.ts";
import { zhCN } from "./catalog/zh-CN/index.ts";
import { chooseReading, english, languages, type Language, type Reading } from "./languages.ts";
import { keepPolarisAreas } from "./polaris-areas.ts";
import { openWords, provideWords, writtenName, type Catalog, type PolarisTexts, type Words } from "./say.ts";
import { signsOf } from "./write-number.ts";

type Areas = Record<string, Record<string, string>>;
const sources: Record<Language, Areas> = { en, de, fr, ja, "zh-CN": zhCN };
const polaris: Record<Language, PolarisTexts | null> = { en: null, de: keepPolarisAreas(polarisDe), fr: keepPolarisAreas(polarisFr), ja: keepPolarisAreas(polarisJa), "zh-CN": keepPolarisAreas(polarisZh) };

type Compiled = Catalog["messages"];
type Tokens = ReturnType<typeof compileMessageOrThrow>;

/** The runtime would write numbers with the Intl of wherever it runs: every `#` and `{n, number}` asks for what `say` has written instead. */
function askForWritten(tokens: Tokens, counted?: string): Tokens {
  if (typeof tokens === "string") return tokens;
  return tokens.map((token) => {
    if (typeof token === "string") return token === "#" && counted ? [writtenName(counted)] : token;
    const [name, kind, cases] = token;
    if (kind === "number") return [writtenName(name)];
    if (typeof cases !== "object" || cases === null) return token;
    const within = kind === "select" ? counted : name;
    return [name, kind ?? "", Object.fromEntries(Object.entries(cases).map(([key, inside]) => [key, typeof inside === "string" || Array.isArray(inside) ? askForWritten(inside as Tokens, within) : inside]))];
  });
}

/** Texts as the runtime wants them; a text that is missing in a language is said in English. Throws for a text that is not ICU. */
function compile(language: Language, keep: (area: string) => boolean): Compiled {
  const messages: Compiled = {};
  for (const [area, texts] of Object.entries<Record<string, string>>(en)) {
    if (!keep(area)) continue;
    for (const [key, text] of Object.entries(texts)) messages[`${area}.${key}`] = askForWritten(compileMessageOrThrow(sources[language][area]?.[key] ?? text));
  }
  return messages;
}

interface Opened {
  catalog: Catalog;
  /** What browsers load, by name: an ES module with what every page tells, and one with the texts of each area of pages. */
  modules: ReadonlyMap<string, string>;
  /** The name of the former. */
  file: string;
}

/** A string in a module is parsed faster than an object literal of the same size. */
const moduleOf = (what: unknown): string => `export default JSON.parse(${JSON.stringify(JSON.stringify(what)).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")});\n`;

const opened = new Map<Language, Opened>();

function open(language: Language): Opened {
  const known = opened.get(language);
  if (known) return known;
  const catalog: Catalog = { language, messages: compile(language, () => true), polaris: polaris[language] };
  const shared = moduleOf({ ...catalog, messages: compile(language, (area) => sharedAreas.has(area)) } satisfies Catalog);
  const areas = pageAreas.map((area) => ({ area, text: moduleOf(compile(language, (one) => one === area)) }));
  // One hash for all: whoever knows one name knows the others.
  const hash = createHash("sha256").update([shared, ...areas.map(({ text }) => text)].join("")).digest("hex").slice(0, 12);
  const file = `${language}.${hash}.js`;
  const made = { catalog, file, modules: new Map([[file, shared], ...areas.map(({ area, text }) => [areaAddress(file, area), text] as const)]) };
  opened.set(language, made);
  return made;
}

const readers = new Map<string, Words>();

/** The words of one reader. Kept per locale: there are few, and each costs an I18n. */
export function wordsFor(reading: Reading): Words {
  const known = readers.get(reading.locale);
  if (known) return known;
  const { catalog, file } = open(reading.language);
  const words = openWords(catalog, reading, signsOf(reading.locale), `/words/${file}`);
  if (readers.size < 200) readers.set(reading.locale, words);
  return words;
}

/**
 * The module that a browser loads by the name in `Words.href` or beside it, or null for a name of no language or area. `current` tells
 * whether the name is today's: what an older page asks for is answered with today's texts, which then must not be kept.
 */
export function wordsModule(file: string): { text: string; current: boolean } | null {
  const [, asked, hash] = /^([A-Za-z-]{2,5}(?:\.[a-z]{1,20})?)\.([0-9a-f]{12})\.js$/.exec(file) ?? [];
  const language = languages.find((known) => asked === known || asked?.startsWith(`${known}.`));
  if (!asked || !hash || !language) return null;
  const { modules, file: todays } = open(language);
  const name = `${asked}${todays.slice(language.length)}`;
  const text = modules.get(name);
  return text === undefined ? null : { text, current: name === file };
}

const reader = new AsyncLocalStorage<Words>();
provideWords(() => reader.getStore() ?? wordsFor(english));

/** Runs `work`, and all it starts, for the reader of a request. */
export const readFor = <T>(asked: { query: string | null; acceptLanguage: string | null }, work: () => T): T => reader.run(wordsFor(chooseReading(asked)), work);

/** Runs `work` in a language that is known: for what is written when nobody asks, as a mail. */
export const readIn = <T>(reading: Reading, work: () => T): T => reader.run(wordsFor(reading), work);
