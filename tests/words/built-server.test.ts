// The language of a request, through the built server: the page it gets, and the words that the page names.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { languages, type Language } from "#app/words/languages.ts";
import { say } from "#app/words/say.ts";
import { readIn, wordsFor } from "#app/words/words.server.ts";
import { signsOf } from "#app/words/write-number.ts";
import { startProcess, type FleetProcess } from "#scripts/chaos/start-process.ts";
import { createTestDatabase, type TestDatabase } from "#tests/setup/test-database.ts";

const fileOf = (language: Language) => path.basename(wordsFor({ language, locale: language }).href);

let database: TestDatabase;
let server: FleetProcess;
const dir = mkdtempSync(path.join(tmpdir(), "words-"));
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startProcess("server.ts", {
    logFile: path.join(dir, "server.log"),
    env: {
      PATH: process.env["PATH"] ?? "", NODE_ENV: "production", DATABASE_URL: database.url, SHOPIFY_API_KEY: "words-key", SHOPIFY_API_SECRET: "words-secret", SHOPIFY_APP_URL: "https://app.example",
      ENCRYPTION_KEY: "ab".repeat(32), KEPT_FILES_DIR: path.join(dir, "kept"), LOG_LEVEL: "warn",
    },
  });
});
afterAll(async () => {
  await server?.stop();
  await database?.close();
  rmSync(dir, { recursive: true, force: true });
});

const get = (address: string, acceptLanguage?: string) => fetch(`http://127.0.0.1:${server.port}${address}`, { headers: { "User-Agent": "Mozilla/5.0", "Accept-Language": acceptLanguage ?? "*" } });
const languageIn = async (answer: Response) => /\\"language\\":\\"([\w-]+)\\"/.exec(await answer.text())?.[1];
const inText = (text: string) => text.replaceAll("&", "&amp;").replaceAll("'", "&#x27;").replaceAll('"', "&quot;");

test.each([
  ["the admin's locale in the address", "/nowhere?locale=de", "fr", "de", "de"],
  ["the browser's languages", "/nowhere", "de-AT,de;q=0.9,en;q=0.5", "de-AT", "de"],
  ["a Chinese of Taiwan", "/nowhere?locale=zh-TW", undefined, "zh-TW", "zh-CN"],
  ["no language", "/nowhere", undefined, "en", "en"],
  ["two of them in one address", "/nowhere?locale=de&locale=fr", undefined, "en", "en"],
] as const)("the built server answers %s with a page in that language", async (_what, address, acceptLanguage, locale, language) => {
  const answer = await get(address, acceptLanguage);
  const html = await answer.text();
  expect([answer.status, /<html[^>]*>/.exec(html)?.[0]]).toEqual([404, `<html lang="${locale}" data-words="/words/${fileOf(language)}" data-numbers="${inText(JSON.stringify(signsOf(locale)))}">`]);
  expect(html).toContain(inText(readIn({ language, locale }, () => say("frame.not_found_text"))));
});

test("the built server gives out the words that its pages name, to be kept for ever, and others never", async () => {
  for (const language of languages) {
    const answer = await get(`/words/${fileOf(language)}`);
    expect([answer.status, answer.headers.get("Content-Type"), answer.headers.get("Cache-Control")]).toEqual([200, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"]);
    expect(await languageIn(answer)).toBe(language);
  }
  const old = await get("/words/de.000000000000.js");
  expect([old.status, old.headers.get("Cache-Control"), await languageIn(old)]).toEqual([200, "no-cache", "de"]);
  expect((await get("/words/it.000000000000.js")).status).toBe(404);
});
