import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { rowsOf } from "#scripts/bench/bench-batch.ts";
import { measureBatch } from "#scripts/bench/measure-batch.ts";
import { findSlots, sameCalls } from "#scripts/bench/replay-calls.ts";
import type { RecordedCall } from "#scripts/bench/record-calls.ts";
import { createTestDatabase } from "#tests/setup/test-database.ts";

test("a batch is made once each, and the bare script's videos come to their products with the same calls", async () => {
  const dir = mkdtempSync(path.join(tmpdir(), "bench-batch-"));
  const database = await createTestDatabase();
  onTestFinished(async () => {
    await database.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const { ours, bare, messages, attached } = await measureBatch({ dir, databaseUrl: database.url, products: 3, longestMs: 60_000 });
  expect([messages, attached]).toEqual([3, 3]);
  for (const { perMinute, calls } of [ours, bare]) {
    expect(perMinute).toBeGreaterThan(1);
    // 20 different ones at least; more looks where the machine is busy
    expect(calls).toBeGreaterThanOrEqual(20);
  }
}, 120_000);

test("a rate below the aim, a second message and a large batch that is slower do not hold", () => {
  const figures = (products: number, perMinute: number, messages = products) => ({ products, ours: { perMinute, calls: 25 }, bare: { perMinute: 200, calls: 25 }, messages, attached: products });
  expect(rowsOf([figures(100, 150), figures(400, 140)]).map(({ holds }) => holds)).toEqual([true, true, true]);
  expect(rowsOf([figures(100, 110)]).map(({ holds }) => holds)).toEqual([false]);
  expect(rowsOf([figures(100, 150, 101)]).map(({ holds }) => holds)).toEqual([false]);
  expect(rowsOf([figures(100, 200), figures(400, 150)]).map(({ holds }) => holds)).toEqual([true, true, false]);
});

const call = (path: string, body: string, answer: string): RecordedCall => ({ method: "POST", origin: "http://a", path, headers: [], body: Buffer.from(body), status: 200, answer: Buffer.from(answer) });

test("what differs between two videos is found in an earlier answer, in the product or made by the asker", () => {
  const [a, b] = [["11", "s1", "x"], ["22", "s2", "y"]].map(([product = "", session = "", mine = ""]) => ({ product, calls: [call("/open", `{"product":"${product}"}`, `{"session":"${session}"}`), call("/say", `{"to":"${session}","id":"${mine}"}`, "{}")] })) as [Parameters<typeof findSlots>[0], Parameters<typeof findSlots>[1]];
  expect(findSlots(a, b).slots.map(({ source }) => source)).toEqual([{ from: "product" }, { from: "answer", call: 0, word: 1 }, { from: "asker" }]);
  expect(sameCalls(a.calls, b.calls.slice(1))).toBe(false);
});
