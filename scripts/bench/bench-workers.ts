import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Benchmark, BenchRow } from "./benchmark.ts";
import { measureWorkers } from "./measure-workers.ts";
import { openBenchDatabase } from "./open-bench-database.ts";

const TURN_MS = 12_000;
const TURNS_AT_ONCE = 3;
/** Rounds of turns in each measurement: the time before the first and after the last counts less. */
const ROUNDS = 4;
const AIMS = new Map([[2, 1.9], [4, 3.5]]);

/** More workers make more videos while the provider is the limit. */
export const benchmark: Benchmark = {
  name: "workers",
  about: `Videos a minute with 1, 2 and 4 workers of ${TURNS_AT_ONCE} turns each, while NemoVideo works ${TURN_MS / 1_000} s on each message.`,
  async run({ say }) {
    const rows: BenchRow[] = [];
    let one = 0;
    for (const workers of [1, 2, 4]) {
      const dir = mkdtempSync(path.join(tmpdir(), "bench-workers-"));
      const database = await openBenchDatabase();
      try {
        const videos = workers * TURNS_AT_ONCE * ROUNDS;
        const { videosPerMinute, published, messages } = await measureWorkers({ dir, databaseUrl: database.url, workers, videos, turnMs: TURN_MS, turnsAtOnce: TURNS_AT_ONCE });
        say(`${workers} workers: ${videosPerMinute.toFixed(1)} videos a minute, ${published} of ${videos} published, ${messages} messages`);
        if (workers === 1) one = videosPerMinute;
        const aim = AIMS.get(workers);
        if (aim) rows.push({ name: `workers: ${workers} against 1`, ours: `${videosPerMinute.toFixed(1)} videos/min`, beside: `${one.toFixed(1)} videos/min with one`, ratio: videosPerMinute / one, aim: `at least ${aim} ×`, holds: videosPerMinute / one >= aim && messages === videos });
      } finally {
        await database.close();
        rmSync(dir, { recursive: true, force: true });
      }
    }
    return rows;
  },
};
