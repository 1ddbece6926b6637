// What a reader's words are, and what a browser loads of them.
import path from "node:path";
import { expect, test } from "vitest";
import { areaAddress, pageAreas, serverAreas, sharedAreas } from "#app/words/areas.ts";
import { en } from "#app/words/catalog/en/index.ts";
import { languages, type Language } from "#app/words/languages.ts";
import { polarisAreas } from "#app/words/polaris-areas.ts";
import { openWords, say, writtenName, type Catalog } from "#app/words/say.ts";
import { signsOf } from "#app/words/write-number.ts";
import { readFor, readIn, wordsFor, wordsModule } from "#app/words/words.server.ts";

const fileOf = (language: Language) => path.basename(wordsFor({ language, locale: language }).href);
const load = async <T = Catalog>(text: string) => ((await import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`)) as { default: T }).default;
const ids = (keep: (area: string) => boolean) => Object.entries(en).flatMap(([area, texts]) => (keep(area) ? Object.keys(texts).map((key) => `${area}.${key}`) : [])).toSorted();

test("a reader's words are kept, and speak the language in the locale that was asked for", () => {
  const austrian = wordsFor({ language: "de", locale: "de-AT" });
  expect(wordsFor({ language: "de", locale: "de-AT" })).toBe(austrian);
  expect([austrian.reading.locale, austrian.href]).toEqual(["de-AT", wordsFor({ language: "de", locale: "de" }).href]);
  const number = (locale: string) => readIn({ language: locale.startsWith("de") ? "de" : "en", locale }, () => say("units.videos", { n: 12_345 }));
  expect(number("en")).toBe("12,345 videos");
  for (const locale of ["de", "de-AT", "de-CH"]) expect(number(locale)).toContain(new Intl.NumberFormat(locale).format(12_345));
  expect(number("de")).not.toContain("12,345");
});

test("all that one request starts is told in its language, and nothing of the next request's", async () => {
  const wait = () => new Promise((resolve) => setImmediate(resolve));
  const told = await Promise.all(["de", "en-GB", "de-CH", "ja"].map((query) => readFor({ query, acceptLanguage: "fr" }, async () => {
    await wait();
    const first = say("units.videos", { n: 12_345 });
    await wait();
    return [first, say("units.videos", { n: 12_345 })];
  })));
  for (const [first, second] of told) expect(first).toBe(second);
  expect(new Set(told.map(([first]) => first)).size).toBeGreaterThan(2);
  expect(say("units.videos", { n: 12_345 })).toBe("12,345 videos"); // nobody's request: English
});

test.each(languages)("the modules of %s are ES modules with what every page tells and with the texts of each area, and none has what only the server tells", async (language) => {
  const made = wordsModule(fileOf(language));
  expect(made?.current).toBe(true);
  const catalog = await load(made?.text ?? "");
  expect(catalog.language).toBe(language);
  expect(Object.keys(catalog.messages).toSorted()).toEqual(ids((area) => sharedAreas.has(area)));
  for (const area of pageAreas) {
    const beside = wordsModule(areaAddress(fileOf(language), area));
    expect(beside?.current).toBe(true);
    expect(Object.keys(await load<object>(beside?.text ?? "")).toSorted()).toEqual(ids((one) => one === area));
  }
  expect([language, catalog.polaris !== null]).toEqual([language, language !== "en"]); // Polaris brings its English itself
  if (catalog.polaris) expect(Object.keys(catalog.polaris["Polaris"] ?? {}).toSorted()).toEqual([...polarisAreas].toSorted());
  const words = openWords(catalog, { language, locale: language }, signsOf(language), "");
  expect(words.i18n._("units.videos", { n: 2, [writtenName("n")]: "2" })).toBe(readIn({ language, locale: language }, () => say("units.videos", { n: 2 })));
});

test("the name of a module changes with its text: no two languages share one", () => {
  expect(new Set(languages.map(fileOf)).size).toBe(languages.length);
  for (const language of languages) expect(fileOf(language)).toMatch(new RegExp(`^${language}\\.[0-9a-f]{12}\\.js$`));
});

test("every area is one of those for every page, those of single pages and those of the server", () => {
  expect([...sharedAreas, ...pageAreas, ...serverAreas].toSorted()).toEqual(Object.keys(en).toSorted());
});

test("an older page gets today's texts, marked as not to be kept; a name that is none gets nothing", () => {
  expect(wordsModule("de.000000000000.js")).toEqual({ text: wordsModule(fileOf("de"))?.text, current: false });
  expect(wordsModule("zh-CN.batches.000000000000.js")).toEqual({ text: wordsModule(areaAddress(fileOf("zh-CN"), "batches"))?.text, current: false });
  for (const file of ["", "de", "de.js", "it.000000000000.js", "de.00000000000.js", "de.000000000000.js.map", "de.00000000000G.js", "../de.000000000000.js", "de.000000000000.js\n", "DE.000000000000.js", "zh.000000000000.js", "de.states.000000000000.js", "de.home.home.000000000000.js", "de..000000000000.js", "de.__proto__.000000000000.js", "denglish.000000000000.js", "__proto__.000000000000.js", "constructor"]) expect([file, wordsModule(file)]).toEqual([file, null]);
});
