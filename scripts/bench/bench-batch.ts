import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Benchmark, BenchRow } from "./benchmark.ts";
import { measureBatch, type BatchFigures } from "./measure-batch.ts";
import { openBenchDatabase } from "./open-bench-database.ts";

const SIZES = [100, 400];
/** With --full: a quarter of an hour and more on two cores. */
const FULL_SIZES = [100, 1_000, 5_000];
const LEAST_RATIO = 0.6;
/** The largest batch against the smallest, videos a minute. */
const LEAST_FLAT = 0.9;
const LONGEST_EACH_MS = 1_500;

/** Whole batches with a provider that takes no time, beside a bare script that makes the same calls. */
export const benchmark: Benchmark = {
  name: "batch",
  about: `Videos a minute with a provider that takes no time, beside a bare undici script that makes the same calls; ${SIZES.join(" and ")} products, with --full ${FULL_SIZES.join(", ")}.`,
  async run({ say, full }) {
    const all: BatchFigures[] = [];
    for (const products of full ? FULL_SIZES : SIZES) {
      const dir = mkdtempSync(path.join(tmpdir(), "bench-batch-"));
      const database = await openBenchDatabase();
      try {
        const figures = await measureBatch({ dir, databaseUrl: database.url, products, longestMs: 120_000 + products * LONGEST_EACH_MS });
        say(`${products} products: ours ${rate(figures.ours)} with ${figures.ours.calls.toFixed(1)} calls each, bare ${rate(figures.bare)} with ${figures.bare.calls.toFixed(1)}; ${figures.messages} messages, ${figures.attached} attachments`);
        all.push(figures);
      } finally {
        await database.close();
        rmSync(dir, { recursive: true, force: true });
      }
    }
    return rowsOf(all);
  },
};

/** One row for each size, and one for the largest against the smallest. */
export function rowsOf(all: BatchFigures[]): BenchRow[] {
  const rows = all.map((figures): BenchRow => {
    const { products, ours, bare, messages, attached } = figures;
    const ratio = ours.perMinute / bare.perMinute;
    return { name: `batch: ${products} products`, ours: `${rate(ours)}, ${ours.calls.toFixed(1)} calls each`, beside: `${rate(bare)}, ${bare.calls.toFixed(1)} calls each (bare)`, ratio, aim: `≥ ${LEAST_RATIO}, once each`, holds: ratio >= LEAST_RATIO && messages === products && attached === products };
  });
  const [smallest, largest] = [all[0], all.at(-1)];
  if (!smallest || !largest || smallest === largest) return rows;
  const flat = largest.ours.perMinute / smallest.ours.perMinute;
  return [...rows, { name: "batch: flat per product", ours: `${rate(largest.ours)} at ${largest.products}`, beside: `${rate(smallest.ours)} at ${smallest.products}`, ratio: flat, aim: `≥ ${LEAST_FLAT}`, holds: flat >= LEAST_FLAT }];
}

const rate = ({ perMinute }: BatchFigures["ours"]): string => `${perMinute.toFixed(0)} videos/min`;
