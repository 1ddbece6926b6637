import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { BenchRow } from "#scripts/bench/benchmark.ts";
import { printTable } from "#scripts/bench/print-table.ts";
import { registry } from "#scripts/bench/registry.ts";
import { writeResults } from "#scripts/bench/write-results.ts";

const row: BenchRow = { name: "one", ours: "3 calls", beside: "–", ratio: null, aim: "≤ 7 calls", holds: true };

test("every benchmark can be loaded and bears the name it stands under", async () => {
  for (const [name, load] of Object.entries(registry)) expect((await load()).benchmark.name).toBe(name);
});

test("a row says what was measured, beside what, and whether its aim holds", () => {
  const table = printTable([row, { ...row, name: "two", beside: "1 GB/s", ratio: 0.456, holds: false }]);
  expect(table.split("\n").map((line) => line.replace(/\s+/g, " "))).toEqual([
    "| | ours | beside it | ratio | aim | holds |", expect.stringMatching(/^\|-+\|/),
    "| one | 3 calls | – | – | ≤ 7 calls | yes |", "| two | 3 calls | 1 GB/s | 0.46 | ≤ 7 calls | NO |",
  ]);
});

test("measuring again replaces the figures and leaves what people wrote around them", () => {
  const dir = mkdtempSync(path.join(tmpdir(), "bench-note-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const file = path.join(dir, "benchmarks.md");
  writeResults(file, [row], new Date("2026-11-21T10:00:00Z"));
  writeFileSync(file, `${readFileSync(file, "utf8")}\n## What was tried\nLess.\n`);
  writeResults(file, [{ ...row, ours: "2 calls" }], new Date("2026-11-22T10:00:00Z"));
  const note = readFileSync(file, "utf8");
  expect(note).toContain("2 calls");
  expect(note).not.toContain("3 calls");
  expect(note).toContain("Measured 2026-11-22");
  expect(note).toMatch(/^# Benchmarks/);
  expect(note.endsWith("## What was tried\nLess.\n")).toBe(true);
});
