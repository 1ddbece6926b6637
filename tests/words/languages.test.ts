import { expect, test } from "vitest";
import { chooseReading, english, languages } from "#app/words/languages.ts";

const reading = (query: string | null, acceptLanguage: string | null = null) => chooseReading({ query, acceptLanguage });

test.each(languages)("%s is read as itself", (language) => {
  expect(reading(language)).toEqual({ language, locale: language });
  expect(reading(null, language)).toEqual({ language, locale: language });
});

test("a region of a language reads the language, with its own numbers and times", () => {
  expect(reading("de-AT")).toEqual({ language: "de", locale: "de-AT" });
  expect(reading("fr-CA")).toEqual({ language: "fr", locale: "fr-CA" });
  expect(reading("en-GB")).toEqual({ language: "en", locale: "en-GB" });
  expect(reading("ja-JP")).toEqual({ language: "ja", locale: "ja-JP" });
});

test("every Chinese reads zh-CN", () => {
  for (const locale of ["zh", "zh-TW", "zh-HK", "zh-Hans", "zh-Hant-TW", "zh-CN"]) expect(reading(locale)).toEqual({ language: "zh-CN", locale });
});

test("tags are taken as people write them", () => {
  expect(reading("DE-at")).toEqual({ language: "de", locale: "de-AT" });
  expect(reading(" de ")).toEqual({ language: "de", locale: "de" });
  expect(reading(null, " fr-FR ;q=0.5 , ja ; q=0.9")).toEqual({ language: "ja", locale: "ja" });
});

test("the address says more than the header; the header counts where the address names no language of ours", () => {
  expect(reading("de", "fr")).toMatchObject({ language: "de" });
  for (const query of [null, "", "it", "xx-YY", "not a tag", "*"]) expect([query, reading(query, "fr-CH, en;q=0.5")]).toEqual([query, { language: "fr", locale: "fr-CH" }]);
});

test("the heaviest language of ours wins, whatever its place", () => {
  expect(reading(null, "it, es;q=0.9, de;q=0.3, ja;q=0.8")).toMatchObject({ language: "ja" });
  expect(reading(null, "de;q=0.8, fr;q=0.8")).toMatchObject({ language: "de" }); // the first of equals
  expect(reading(null, "de;q=0, fr;q=0.1")).toMatchObject({ language: "fr" }); // q=0: not this one
  expect(reading(null, "de;q=0.001, *;q=0.5")).toMatchObject({ language: "de" });
  expect(reading(null, "de;q=zero, fr;q=0.2")).toMatchObject({ language: "de" }); // a weight that is none says nothing
});

test.each([
  ["nothing", null], ["an empty header", ""], ["only blanks", " , ;, "], ["languages that the app does not speak", "it, es;q=0.9, pt-BR"], ["everything", "*"], ["no language at all", "<script>alert(1)</script>"],
  ["dots", "..;q=..;q=1"], ["half a tag", "-de, de-, d"],
])("%s reads English", (_what, acceptLanguage) => {
  expect(reading(null, acceptLanguage)).toEqual(english);
});

test("an oversized header or address is cut before it is read, and never fails", () => {
  expect(reading(null, `${"x".repeat(1_000_000)},de`)).toEqual(english);
  expect(reading(null, `de,${"x,".repeat(500_000)}`)).toMatchObject({ language: "de" });
  expect(reading(`de-${"x".repeat(1_000_000)}`)).toEqual(english);
  expect(reading("a-".repeat(50_000), "a;q=0.1,".repeat(50_000))).toEqual(english);
});

test("whatever comes, a language of ours and a locale that Intl takes go out", () => {
  const pieces = ["de", "zh-Hant", "-", ";q=", "0.5", ",", "é", "*", "\u0000", "x-private", "i-klingon", "de-u-nu-thai", " ", "q", "="];
  let seed = 7;
  const next = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
  for (let i = 0; i < 3_000; i++) {
    const text = Array.from({ length: next(12) }, () => pieces[next(pieces.length)]).join("");
    const { language, locale } = reading(next(2) ? text : null, text);
    expect(languages).toContain(language);
    expect(() => new Intl.NumberFormat(locale).format(1)).not.toThrow();
  }
});
