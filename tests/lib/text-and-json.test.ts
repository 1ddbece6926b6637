import { expect, test } from "vitest";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { cleanText } from "#app/lib/clean-text.ts";
import { parseExactJson } from "#app/lib/parse-exact-json.ts";

test("clean text is well-formed, keeps newlines and loses what cannot be shown", () => {
  expect(cleanText("a\u0000b\r\nc\rd\te\u001b[1m\u0085\u202e\ud800\udc00\ud800 🎬 \u05d0", 100)).toBe("ab\nc\nd e[1m𐀀\ufffd 🎬 \u05d0");
  expect(cleanText("abcdef", 3)).toBe("abc");
  expect(cleanText("a🎬", 2).isWellFormed()).toBe(true);
});

test("canonical JSON does not depend on the order of keys", () => {
  expect(canonicalJson({ b: [1, { d: null, c: "x" }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
  expect(canonicalJson({ a: "https://x/y?z" }, (text) => text.replace(/\?.*/, ""))).toBe('{"a":"https://x/y"}');
});

test("integers beyond 2^53 keep their digits, other numbers stay numbers", () => {
  expect(parseExactJson('{"a":5529798706024415232,"b":-5529798706024415232,"c":1.5,"d":9007199254740991,"e":1e300,"f":[9007199254740993]}')).toEqual({
    a: "5529798706024415232", b: "-5529798706024415232", c: 1.5, d: 9007199254740991, e: 1e300, f: ["9007199254740993"],
  });
  expect(() => parseExactJson("{")).toThrow(SyntaxError);
});
