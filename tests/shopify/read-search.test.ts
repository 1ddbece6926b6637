import { expect, test } from "vitest";
import { buildFileSearch, buildProductSearch, escapeSearch } from "#app/shopify/escape-search.ts";
import { gidKey, isGid, toGid } from "#app/shopify/gid.ts";

test("plain words search for beginnings, all of them", () => {
  expect(buildProductSearch("  red  mug ")).toBe("red* mug*");
  expect(buildProductSearch("Möbel 椅子")).toBe("Möbel* 椅子*");
});

test.each([
  ["status:draft", '"status:draft"'],
  ["mug OR 1", 'mug* "OR" 1*'],
  ["not mug", '"not" mug*'],
  ["-mug", '"-mug"'],
  ['15" sleeve', '"15\\"" sleeve*'],
  ["a\\b", '"a\\\\b"'],
  ["(a)", '"(a)"'],
  ["it's", '"it\'s"'],
])("what has a meaning in Shopify's syntax is only text: %s", (typed, search) => {
  expect(buildProductSearch(typed)).toBe(search);
});

test("nothing to search for is no search", () => {
  expect(buildProductSearch("   ")).toBeNull();
  expect(buildProductSearch('"" -- ()')).toBeNull();
});

test("no text can leave its quotes", () => {
  const escaped = escapeSearch('x" OR id:1 \\');
  expect(escaped).toBe('"x\\" OR id:1 \\\\"');
  expect(escaped.replace(/\\./g, "").slice(1, -1)).not.toContain('"');
});

test("hidden characters and very long typing do not reach Shopify", () => {
  expect(buildProductSearch("m\u200Bug\u0000 \u202Ered")).toBe("mug* red*");
  expect(buildProductSearch("x ".repeat(500))?.split(" ")).toHaveLength(10);
});

test("our own files are searched by the name without its ending", () => {
  expect(buildFileSearch("shelfreel-12.mp4")).toBe("filename:shelfreel-12 media_type:VIDEO");
  expect(buildFileSearch("a b.mp4")).toBe('filename:"a b" media_type:VIDEO');
});

test("global ids are told from other text", () => {
  expect(isGid("Product", "gid://shopify/Product/12")).toBe(true);
  expect(isGid("Product", "gid://shopify/Video/12")).toBe(false);
  expect(toGid("Product", "12")).toBe("gid://shopify/Product/12");
  expect(toGid("Product", "gid://shopify/Product/12")).toBe("gid://shopify/Product/12");
  expect(toGid("Product", "12 OR 1")).toBeNull();
  expect(toGid("Product", "gid://shopify/Product/12?x")).toBeNull();
  expect(gidKey("gid://shopify/Video/99")).toBe("99");
  expect(() => gidKey("99")).toThrow();
});
