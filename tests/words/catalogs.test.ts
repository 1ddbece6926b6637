// The catalogues against each other, and against the code that names their texts.
import { globSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { de } from "#app/words/catalog/de/index.ts";
import { pageAreas, sharedAreas } from "#app/words/areas.ts";
import { en } from "#app/words/catalog/en/index.ts";
import { fr } from "#app/words/catalog/fr/index.ts";
import { ja } from "#app/words/catalog/ja/index.ts";
import { zhCN } from "#app/words/catalog/zh-CN/index.ts";
import { languages, type Language } from "#app/words/languages.ts";
import { findBrowserCode } from "./find-browser-code.ts";
import { appFiles } from "./find-loose-text.ts";
import { findIdStrings, findWordCalls, meansText, readSource } from "./find-word-uses.ts";
import { namesIn, readText } from "./read-text.ts";

/** The longest name of a text, in characters. */
const LONGEST_KEY = 30;

type Areas = Record<string, Record<string, string>>;
const flat = (areas: Areas): Map<string, string> => new Map(Object.entries(areas).flatMap(([area, texts]) => Object.entries(texts).map(([key, text]) => [`${area}.${key}`, text] as const)));
const catalogs: Record<Language, Map<string, string>> = { en: flat(en), de: flat(de), fr: flat(fr), ja: flat(ja), "zh-CN": flat(zhCN) };
const english = catalogs.en;
const sources = appFiles().filter((file) => !file.startsWith("app/words/catalog/")).map((file) => readSource(file));
const calls = sources.flatMap(findWordCalls);
const plain = new Set(sources.flatMap((source) => findIdStrings(source, source).map(({ id }) => id)));
/** The texts that a name or a template means: of those with a likely name, each that nobody names in full. */
const means = (pattern: string): string[] => (english.has(pattern) ? [pattern] : [...english.keys()].filter((id) => meansText(pattern, id) && !plain.has(id)));

test("texts have short plain names", () => {
  expect([...english.keys()].filter((id) => !/^[a-z]+\.[a-z][a-z0-9_]*$/.test(id) || (id.split(".")[1] ?? "").length > LONGEST_KEY)).toEqual([]);
});

test.each(languages)("%s has each text that English has, and no other", (language) => {
  expect([...catalogs[language].keys()].filter((id) => !english.has(id))).toEqual([]);
  expect([...english.keys()].filter((id) => !catalogs[language].get(id)?.trim())).toEqual([]);
});

/** A call may pass one value in several forms, of which each language takes its own: then as many as in English, and all of them passed everywhere. */
function isOffered(id: string, placeholders: string[], wanted: string[]): boolean {
  const here = calls.filter(({ ids }) => ids.includes(id));
  const passed = (placeholder: string) => here.every(({ values }) => values?.includes(placeholder.split(":")[0] ?? ""));
  return here.length > 0 && placeholders.length === wanted.length && placeholders.every(passed);
}

test.each(languages)("%s has the placeholders, cases and tags of the English texts, and the plurals of its own", (language) => {
  const categories = (type: "cardinal" | "ordinal") => new Intl.PluralRules(language, { type }).resolvedOptions().pluralCategories as string[];
  const wrong: string[] = [];
  for (const [id, text] of catalogs[language]) {
    const { placeholders, plurals, tags } = readText(text);
    const wanted = readText(english.get(id) ?? "");
    if (String(placeholders) !== String(wanted.placeholders) && !isOffered(id, placeholders, wanted.placeholders)) wrong.push(`${id} has ${placeholders.join(", ") || "no placeholders"}; English has ${wanted.placeholders.join(", ") || "none"}`);
    if (String(tags) !== String(wanted.tags)) wrong.push(`${id} has the tags ${tags}; English has ${wanted.tags}`);
    for (const { ordinal, cases } of plurals) {
      const own = categories(ordinal ? "ordinal" : "cardinal");
      const foreign = cases.filter((name) => !name.startsWith("=") && !own.includes(name));
      if (!cases.includes("other") || foreign.length) wrong.push(`${id}: a plural ${foreign.length ? `with ${foreign}, which ${language} does not know` : "without other"}`);
    }
  }
  expect(wrong).toEqual([]);
});

test.each(languages.filter((language) => language !== "en"))("%s is not English", (language) => {
  // names, units and texts of nothing but placeholders are the same everywhere
  const wordy = [...catalogs[language]].filter(([, text]) => /\p{L}{4,} \p{L}{2,} \p{L}{2,}/u.test(text.replace(/\{[^{}]*\}/g, "")));
  expect(wordy.filter(([id, text]) => text === english.get(id)).map(([id]) => id)).toEqual([]);
});

test("every call passes the values that its text names", () => {
  const wrong = calls.flatMap(({ file, line, ids, values }) => ids.flatMap((pattern) => {
    if (means(pattern).length === 0) return [`${file}:${line} ${pattern} is in no catalogue`];
    return means(pattern).flatMap((id) => {
      const missing = values === null ? [] : namesIn(english.get(id) ?? "").filter((name) => !values.includes(name));
      return missing.length ? [`${file}:${line} ${id} without ${missing}`] : [];
    });
  }));
  expect(wrong).toEqual([]);
});

test("a text with tags is told by <Said>, and <Said> tells none without", () => {
  const tagged = [...english].filter(([, text]) => readText(text).tags.length).map(([id]) => id);
  expect(calls.flatMap(({ file, line, name, ids }) => ids.flatMap(means).filter((id) => (name === "Said") !== tagged.includes(id)).map((id) => `${file}:${line} ${name} ${id}`))).toEqual([]);
});

test("nothing is told while a module is loaded: there is no reader yet", () => {
  expect(calls.filter(({ atTop, name }) => atTop && name !== "sentence").map(({ file, line, name }) => `${file}:${line} ${name}`)).toEqual([]);
});

test("every text is named somewhere", () => {
  const named = new Set([...plain].flatMap(means));
  expect([...english.keys()].filter((id) => !named.has(id))).toEqual([]);
});

/** The areas that code may tell from in a browser, when `roots` are what it starts with. */
const toldFrom = (roots?: string[]): string[] => {
  const parts = findBrowserCode(roots);
  return [...new Set(parts.flatMap(({ source, node }) => findIdStrings(node, source).flatMap(({ id }) => means(id).map((text) => text.split(".")[0] ?? ""))))];
};
const pages = globSync("app/routes/*.tsx", { cwd: path.resolve(import.meta.dirname, "../..") });

test.each(pages)("%s names in its handle the areas that it tells from in a browser, and waits for their words", (page) => {
  const source = readSource(page).text;
  const named = [...(/^export const handle: PageHandle = \{ words: \[(.*)\] \};$/m.exec(source)?.[1] ?? "").matchAll(/"(\w+)"/g)].map(([, area]) => area ?? "");
  expect(named.toSorted()).toEqual(toldFrom([page]).filter((area) => !sharedAreas.has(area)).toSorted());
  expect(named.length === 0 || source.includes("export const clientLoader = ({ serverLoader }: ClientLoaderFunctionArgs) => withWords(handle, serverLoader<typeof loader>());")).toBe(true);
});

test("outside of pages a browser tells only what every page has, and pages only what browsers may load", () => {
  expect(toldFrom(["app/root.tsx", "app/entry.client.tsx", "app/routes/app.tsx"]).filter((area) => !sharedAreas.has(area))).toEqual([]);
  expect(toldFrom().filter((area) => !sharedAreas.has(area)).toSorted()).toEqual([...pageAreas].toSorted());
});
