import { expect, test } from "vitest";
import { say } from "#app/words/say.ts";
import { readIn } from "#app/words/words.server.ts";
import { signsOf, writeNumber } from "#app/words/write-number.ts";

const numbers = [0, 1, 12, 999, 1_000, 12_345, 1_234_567.8, 0.5, 12.25, 1 / 3, -3, -0.0001, -1_234.5];

test.each(["en", "en-GB", "en-IN", "de", "de-AT", "de-CH", "fr", "fr-CA", "fr-CH", "ja", "zh-CN", "zh-TW"])("numbers in %s are those of this process's Intl", (locale) => {
  const signs = signsOf(locale);
  // a zero has no sign here
  expect(numbers.map((n) => writeNumber(n, signs))).toEqual(numbers.map((n) => new Intl.NumberFormat(locale, { signDisplay: "negative" }).format(n)));
  const oneDecimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  expect([4.2, 4, 1_234.56].map((n) => writeNumber(n, signs, 1))).toEqual([4.2, 4, 1_234.56].map((n) => oneDecimal.format(n)));
});

test("another numbering system in a tag does not change the digits", () => {
  expect(writeNumber(1_234.5, signsOf("de-u-nu-arab"))).toBe("1.234,5");
});

test("texts write their numbers with the signs of the reader's country, and choose a plural by the number itself", () => {
  const inSwitzerland = <T>(work: () => T) => readIn({ language: "de", locale: "de-CH" }, work);
  const thousand = writeNumber(1_000, signsOf("de-CH"));
  expect(thousand).not.toBe("1.000");
  expect(inSwitzerland(() => say("units.credits", { n: 1_000 }))).toBe(`${thousand} Credits`);
  expect(inSwitzerland(() => say("units.credits", { n: 1 }))).toBe("1 Credit");
  expect(inSwitzerland(() => say("batches.fact_room", { n: 1_000 }))).toContain(thousand);
});
