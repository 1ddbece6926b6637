// docs/faults.md and the tests agree: what the table names is there, and no test of a row is left out.
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const GROUPS = "TSUFXCDRLZ";
const sources = new Map(globSync("tests/faults/*.test.ts").map((file) => [path.basename(file), readFileSync(file, "utf8")]));
/** `T1: what it says` of every test, per file. */
const titles = [...sources].flatMap(([file, text]) => [...text.matchAll(/"([TSUFXCDRLZ]\d+): ((?:[^"\\]|\\.)*)"/g)].map(([, id, says]) => ({ file, id, says })));
const rows = readFileSync("docs/faults.md", "utf8").split("\n").flatMap((line) => {
  const found = /^\| ([A-Z]\d+) \| .* \| (`[a-z-]+\.test\.ts`.*) \|$/.exec(line);
  if (!found) return [];
  const [, id = "", cell = ""] = found;
  return cell.split("<br>").flatMap((part) => {
    const file = /^`([^`]+)`: /.exec(part)?.[1] ?? "";
    return [...part.matchAll(/“(.*?)”(?=; “|$)/g)].map(([, says = ""]) => ({ file, id, says: says.replaceAll("\\|", "|") }));
  });
});
const key = (one: { file: string; id: string | undefined; says: string | undefined }) => `${one.file} ${one.id}: ${one.says}`;

test("every test that the table names is there, and every test of a row is in the table", () => {
  expect(rows.length).toBeGreaterThan(100);
  expect([...new Set(rows.map(key))].sort()).toEqual([...new Set(titles.map(key))].sort());
});

test("the rows stand in the order of the list", () => {
  const ids = [...new Set(rows.map((row) => row.id))];
  const place = (id: string) => GROUPS.indexOf(id[0] ?? "") * 1_000 + Number(id.slice(1));
  expect(ids).toEqual([...ids].sort((a, b) => place(a) - place(b)));
  expect(ids).toHaveLength(93);
});
