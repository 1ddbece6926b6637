// docs/recipes.md names a test for each line of the recipes' documents: every test that it names is there.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** `file.test.ts`: “name”, “name” → the pairs; files without `tests/` lie in tests/videos. */
function namedTests(table: string): { file: string; name: string }[] {
  return [...table.matchAll(/`([\w./-]+\.test\.tsx?)`: ((?:“[^”]+”(?:, )?)+)/g)].flatMap(([, file = "", names = ""]) =>
    [...names.matchAll(/“([^”]+)”/g)].map(([, name = ""]) => ({ file: file.startsWith("tests/") ? file : path.join("tests/videos", file), name })),
  );
}

test("every test that the table of the recipes names is there", () => {
  const named = namedTests(readFileSync("docs/recipes.md", "utf8"));
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter(({ file, name }) => !existsSync(file) || !readFileSync(file, "utf8").includes(`"${name}"`))).toEqual([]);
});
