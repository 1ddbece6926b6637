import { expect, test } from "vitest";
import { depthOfJson, sliceJson } from "#app/lib/slice-json.ts";

test("a value is found with its exact text", () => {
  const text = ' { "a" : {"b\\u0063" : 1.0 , "d":[1, {"x":"]}\\""}] }, "e":"\\\\" , "n":null,"z":-1e3}';
  expect(sliceJson(text, ["a", "bc"])).toBe("1.0");
  expect(sliceJson(text, ["a", "d"])).toBe('[1, {"x":"]}\\""}]');
  expect(sliceJson(text, ["e"])).toBe('"\\\\"');
  expect(sliceJson(text, ["n"])).toBe("null");
  expect(sliceJson(text, ["z"])).toBe("-1e3");
  expect(sliceJson(text, ["a"])).toBe('{"b\\u0063" : 1.0 , "d":[1, {"x":"]}\\""}] }');
  expect(sliceJson(text, [])).toBe(text.trim());
});

test("what is not there is null", () => {
  for (const path of [["x"], ["a", "x"], ["e", "x"], ["n", "x"], ["d"]]) expect(sliceJson('{"a":{"d":1},"e":"","n":null}', path)).toBeNull();
  expect(sliceJson("[1]", ["0"])).toBeNull();
  expect(sliceJson("{}", ["a"])).toBeNull();
});

test("of doubled keys the last counts, as in JSON.parse", () => {
  const text = '{"a":1,"a":{"b":2},"a":{"b":3}}';
  expect(sliceJson(text, ["a", "b"])).toBe(String(JSON.parse(text).a.b));
});

test("the slices of a random document parse to what JSON.parse finds", () => {
  let seed = 7;
  const random = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
  const strings = ["", "a", '"', "\\", "]}", "é\u2028", "\ud83c\udfac", "{[", "\n"];
  // No key is a lone backslash: V8 (Node 24.21) takes the key `\"` for one when an earlier object had it.
  const keys = strings.filter((one) => one !== "\\");
  const make = (depth: number): unknown => {
    const kind = random(depth > 3 ? 4 : 6);
    if (kind === 4) return Array.from({ length: random(4) }, () => make(depth + 1));
    if (kind === 5) return Object.fromEntries(Array.from({ length: random(4) }, () => [keys[random(keys.length)], make(depth + 1)]));
    return [strings[random(strings.length)], random(1000) / 7, null, true][kind];
  };
  for (let i = 0; i < 500; i++) {
    const value = { first: make(0), second: { inner: make(0) }, third: make(0) };
    const text = JSON.stringify(value, null, i % 3);
    expect(JSON.parse(sliceJson(text, ["second", "inner"]) ?? "")).toEqual(value.second.inner);
    expect(JSON.parse(sliceJson(text, ["third"]) ?? "")).toEqual(value.third);
  }
});

test("depth is counted outside strings and without recursion", () => {
  expect(depthOfJson('{"a":["[[[[",{"b":1}],"c":{}}')).toBe(3);
  expect(depthOfJson("5")).toBe(0);
  expect(depthOfJson("[".repeat(1_000_000) + "]".repeat(1_000_000))).toBe(1_000_000);
});
