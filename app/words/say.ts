import { setupI18n, type I18n, type Messages } from "@lingui/core";
import type { AreaIds } from "./catalog/en/index.ts";
import type { Language, Reading } from "./languages.ts";
import { writeNumber, type NumberSigns } from "./write-number.ts";

/** `area.key` of a text in the catalogue. */
export type WordId = AreaIds;

/** What a text is about. A sentence inside a sentence is told in the same language. */
export type Values = Readonly<Record<string, string | number | Sentence>>;

/** A text before anyone's language is known: what is thrown, stored and passed on. */
export interface Sentence {
  readonly id: WordId;
  readonly values?: Values;
}

/** Polaris's own texts, as its AppProvider takes them. */
export interface PolarisTexts {
  [key: string]: PolarisTexts | string;
}

/** Compiled texts of one language (in a browser those of its page), and Polaris's own for every language but English (whose texts the library brings). */
export interface Catalog {
  language: Language;
  messages: Messages;
  polaris: PolarisTexts | null;
}

/** One reader's words. */
export interface Words {
  reading: Reading;
  signs: NumberSigns;
  i18n: I18n;
  polaris: PolarisTexts | null;
  /** Address of the module from which a browser takes what every page tells; areas.ts tells those beside it. */
  href: string;
}

let provide: (() => Words) | null = null;

/** Says where `say` finds the reader's words: once per process on the server (per request), once per page in the browser. */
export function provideWords(from: () => Words): void {
  provide = from;
}

/** The reader's words. Throws while nobody has provided any: that is a bug in the wiring. */
export function currentWords(): Words {
  if (!provide) throw new Error("say() was called before provideWords()");
  return provide();
}

/** Makes the words of one reader from a catalogue. */
export function openWords(catalog: Catalog, reading: Reading, signs: NumberSigns, href: string): Words {
  return { reading, signs, href, polaris: catalog.polaris, i18n: setupI18n({ locale: catalog.language, locales: [reading.locale, catalog.language], messages: { [catalog.language]: catalog.messages } }) };
}

const isSentence = (value: string | number | Sentence): value is Sentence => typeof value === "object";

/** Under this name a compiled text asks for a number as it is written, and not for what a plural is chosen by. */
export const writtenName = (name: string): string => `${name}#`;

/** The text `id` in the reader's language. Never at the top of a module: there is no reader yet. */
export function say(id: WordId, values: Values = {}): string {
  const { i18n, signs } = currentWords();
  const told: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values)) {
    told[name] = isSentence(value) ? tell(value) : value;
    told[writtenName(name)] = typeof value === "number" ? writeNumber(value, signs) : told[name];
  }
  return i18n._(id, told);
}

/** Whether the reader's catalogue has a text of this name. */
export const knowsText = (id: string): id is WordId => Object.hasOwn(currentWords().i18n.messages, id);

/** A sentence for later. */
export const sentence = (id: WordId, values?: Values): Sentence => (values ? { id, values } : { id });

/** A sentence in the reader's language. What is text already, as a reply of NemoVideo's, stays as it is. */
export const tell = (what: Sentence | string): string => (typeof what === "string" ? what : say(what.id, what.values));

/** A number as the reader writes it. */
export const written = (n: number, decimals?: number): string => writeNumber(n, currentWords().signs, decimals);

/** BCP 47 tag for Intl. What Intl writes differs between a server and a browser: not for what is drawn by both. */
export const currentLocale = (): string => currentWords().reading.locale;
