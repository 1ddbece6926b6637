import path from "node:path";
import type { Benchmark, BenchRow } from "./benchmark.ts";
import { measureFreshClone, measureRestart, measureStart } from "./measure-start.ts";

const RESTART_MS = 5_000;
const START_MS = 3_000;
const FRESH_MS = 240_000;
const ROUNDS = 3;

/** How long one waits for the app and for the demo. `BENCH_FRESH=1` also measures a fresh clone, which installs every package. */
export const benchmark: Benchmark = {
  name: "start",
  about: "The app until it is ready, the demo again, and with BENCH_FRESH=1 the demo from a fresh clone.",
  async run({ say }) {
    const readyMs = await measureStart(ROUNDS);
    say(`ready after ${readyMs.toFixed(0)} ms`);
    const again = await measureRestart();
    say(`demo again: ready after ${again.readyMs.toFixed(0)} ms, with its video ${again.wholeMs.toFixed(0)} ms`);
    const rows: BenchRow[] = [
      { name: "start: npm start to ready", ours: seconds(readyMs), beside: "–", ratio: null, aim: "≤ 3 s", holds: readyMs <= START_MS },
      { name: "start: the demo again, until it is ready", ours: `${seconds(again.readyMs)} (${seconds(again.wholeMs)} with the video of --once)`, beside: "–", ratio: null, aim: "≤ 5 s", holds: again.readyMs <= RESTART_MS },
    ];
    if (process.env.BENCH_FRESH) {
      const fresh = await measureFreshClone(path.resolve(import.meta.dirname, "../.."));
      rows.push({ name: "start: the demo from a fresh clone", ours: seconds(fresh.demoMs), beside: `${seconds(fresh.installMs)} (npm ci alone)`, ratio: fresh.installMs / fresh.demoMs, aim: "≤ 4 min", holds: fresh.demoMs <= FRESH_MS });
    }
    return rows;
  },
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
