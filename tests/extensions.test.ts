// What a build of the admin extensions must hold to, without a browser.
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test, vi } from "vitest";
import { chooseReading } from "#app/words/languages.ts";

afterEach(() => vi.unstubAllGlobals());

const folders = globSync("extensions/*/shopify.extension.toml").map((file) => path.dirname(file)).toSorted();
const LOCALES = ["de.json", "en.default.json", "fr.json", "ja.json", "zh-CN.json"];
/** Shopify refuses 64 KB; ours stay far below (issue 6). */
const MOST_COMPRESSED_BYTES = 20 * 1024;
const PLURALS = ["zero", "one", "two", "few", "many", "other"];

type Texts = { [key: string]: string | Texts };
const isPlural = (value: string | Texts): value is Texts => typeof value === "object" && Object.keys(value).every((key) => PLURALS.includes(key));
const keysOf = (texts: Texts, at = ""): string[] => Object.entries(texts).flatMap(([key, value]) => (typeof value === "string" || isPlural(value) ? [`${at}${key}`] : keysOf(value, `${at}${key}.`))).toSorted();
const textsOf = (texts: Texts): [string, string][] => Object.entries(texts).flatMap(([key, value]) => (typeof value === "string" ? [[key, value] as [string, string]] : isPlural(value) ? Object.values(value).map((text) => [key, String(text)] as [string, string]) : textsOf(value)));
const blanksOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).toSorted();
const read = (folder: string, file: string) => JSON.parse(readFileSync(path.join(folder, "locales", file), "utf8")) as Texts;

test("there are three: an action, a block and an action for many", () => {
  expect(folders.map((folder) => path.basename(folder))).toEqual(["bulk-video-action", "product-video-action", "product-video-block"]);
});

test.each(folders)("%s has every text in five languages, with the same blanks and the plurals of each", (folder) => {
  const english = read(folder, "en.default.json");
  for (const file of LOCALES) {
    const texts = read(folder, file);
    expect([file, keysOf(texts)]).toEqual([file, keysOf(english)]);
    const blanks = (of: Texts) => Object.fromEntries(textsOf(of).map(([key, text]) => [key, blanksOf(text)]));
    expect([file, blanks(texts)]).toEqual([file, blanks(english)]);
    const categories = new Intl.PluralRules(file.replace(/(\.default)?\.json$/, "")).resolvedOptions().pluralCategories.filter((category) => category === "one" || category === "other").toSorted();
    const plurals = (of: Texts): Texts[] => Object.values(of).flatMap((value) => (typeof value === "string" ? [] : isPlural(value) ? [value] : plurals(value)));
    for (const plural of plurals(texts)) expect([file, Object.keys(plural).toSorted()]).toEqual([file, categories]);
    if (file !== "en.default.json") expect(textsOf(texts).filter(([, text], at) => text === textsOf(english)[at]?.[1])).toEqual([]);
  }
});

test.each(folders)("%s asks for no text that it does not have, and has none that it does not ask for", (folder) => {
  const source = globSync(path.join(folder, "src/*")).map((file) => readFileSync(file, "utf8")).join("\n");
  const keys = keysOf(read(folder, "en.default.json"));
  const asked = [...source.matchAll(/\bsay\(([^)]*)/g)].flatMap((match) => [...String(match[1]).matchAll(/"([\w.]+)"/g)].map((quoted) => String(quoted[1])));
  const families = [...source.matchAll(/say\(`(\w+)\./g)].map((match) => `${match[1]}.`);
  // `ready` in `say(latest.status === "ready" ? …)` names a status, not a text
  expect(asked.filter((key) => !keys.includes(key) && !keys.includes(`status.${key}`))).toEqual([]);
  expect(keys.filter((key) => key !== "name" && !asked.includes(key) && !families.some((family) => key.startsWith(family)))).toEqual([]);
});

test.each(folders)("%s is built, and small", (folder) => {
  const file = path.join(folder, "dist", `${path.basename(folder)}.js`);
  expect(existsSync(file), "run: npm run build:extensions").toBe(true);
  expect(gzipSync(readFileSync(file)).length).toBeLessThanOrEqual(MOST_COMPRESSED_BYTES);
});

test.each(folders)("%s carries no address, no key and nothing of the app", (folder) => {
  const built = readFileSync(path.join(folder, "dist", `${path.basename(folder)}.js`), "utf8");
  expect(built).not.toMatch(/nemovideo\.(com|ai)|nmv_|shpat_|localhost|127\.0\.0\.1/);
  for (const file of globSync(path.join(folder, "src/*"))) expect(readFileSync(file, "utf8")).not.toMatch(/from "(#|\.\.\/)/);
});

type AskApp = (path: string, send?: object) => Promise<unknown>;

test.each(folders)("%s asks the app in the language of its own texts, which the app knows and the browser sends without asking before", async (folder) => {
  const { askApp } = (await import(/* @vite-ignore */ pathToFileURL(path.resolve(folder, "src/ask-app.ts")).href)) as { askApp: AskApp };
  for (const file of LOCALES) {
    const sent: Headers[] = [];
    vi.stubGlobal("shopify", { i18n: { translate: (key: string) => read(folder, file)[key] } });
    vi.stubGlobal("fetch", async (_path: string, init?: RequestInit) => {
      sent.push(new Headers(init?.headers));
      return Response.json({});
    });
    await askApp("/api/anything");
    await askApp("/api/anything", { some: "thing" });
    const language = file.replace(/(\.default)?\.json$/, "");
    const asked = sent.map((headers) => headers.get("Accept-Language"));
    expect([file, asked]).toEqual([file, [language, language]]);
    expect(chooseReading({ query: null, acceptLanguage: asked[0] ?? null })).toEqual({ language, locale: language });
    expect(language).toMatch(/^[0-9A-Za-z *,\-.;=]{1,128}$/); // safelisted for CORS: only Authorization and Content-Type make a preflight
    expect([...(sent[1]?.keys() ?? [])]).toEqual(["accept-language", "content-type"]);
  }
});
