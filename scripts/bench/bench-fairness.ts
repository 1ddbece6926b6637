import type { Benchmark } from "./benchmark.ts";
import { measureFairness, percentile } from "./measure-fairness.ts";
import { openBenchDatabase } from "./open-bench-database.ts";

const BIG = 5_000;
const SMALL = 40;
/** A small shop may wait this much longer beside a large one, as a factor and in ms (a worker looks for work every half second). */
const MOST = 1.5;
const SPARE_MS = 250;

/** A shop with thousands of videos does not delay a shop with one. */
export const benchmark: Benchmark = {
  name: "fairness",
  about: `A shop with one video, alone and beside a shop whose batch has ${BIG.toLocaleString("en")}: how long until its message goes out.`,
  async run({ say }) {
    const database = await openBenchDatabase();
    try {
      const { alone, beside } = await measureFairness({ databaseUrl: database.url, big: BIG, small: SMALL, turnMs: 400, everyMs: 150 });
      const [before, after] = [percentile(alone.waits, 0.95), percentile(beside.waits, 0.95)];
      say(`${beside.bigBusy} videos of the large shop in progress, ${beside.bigMade} made meanwhile; median ${percentile(alone.waits, 0.5)} ms alone, ${percentile(beside.waits, 0.5)} ms beside it, ${(beside.inLineMs / 1000).toFixed(0)} s in one line with it`);
      return [{
        name: "fairness: wait of a shop with one video", ours: `p95 ${after} ms beside a batch of ${BIG.toLocaleString("en")}`, beside: `p95 ${before} ms alone`, ratio: before / after,
        aim: `at most ${MOST} × and ${SPARE_MS} ms longer`, holds: after <= before * MOST + SPARE_MS,
      }];
    } finally {
      await database.close();
    }
  },
};
