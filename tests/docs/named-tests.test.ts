// The tables of docs/ name files and tests as their proof: everything that they name is there.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** `file.test.ts`: “name”, “name” → the pairs; files without `tests/` lie in tests/videos. */
function namedTests(table: string): { file: string; name: string }[] {
  return [...table.matchAll(/`([\w./-]+\.test\.tsx?)`: ((?:“[^”]+”(?:, )?)+)/g)].flatMap(([, file = "", names = ""]) =>
    [...names.matchAll(/“([^”]+)”/g)].map(([, name = ""]) => ({ file: file.startsWith("tests/") ? file : path.join("tests/videos", file), name })),
  );
}

test.each([["recipes", 40], ["built-for-shopify", 20]])("every test that docs/%s.md names is there", (name, atLeast) => {
  const named = namedTests(readFileSync(`docs/${name}.md`, "utf8"));
  expect(named.length).toBeGreaterThan(atLeast);
  expect(named.filter(({ file, name: title }) => !existsSync(file) || !readFileSync(file, "utf8").includes(`"${title}"`))).toEqual([]);
});

test("every file that docs/built-for-shopify.md names is there", () => {
  const named = [...readFileSync("docs/built-for-shopify.md", "utf8").matchAll(/`((?:app|tests|scripts|extensions|docs)\/[\w.$/-]*|shopify\.app\.toml)`/g)].map(([, file = ""]) => file);
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((file) => !existsSync(file) && file !== "docs/benchmarks.md")).toEqual([]);
});
