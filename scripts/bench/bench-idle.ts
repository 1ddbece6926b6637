import type { Benchmark, BenchRow } from "./benchmark.ts";
import { countStatements, type StatementCounter } from "./count-statements.ts";
import { openBenchApp, SHOP } from "./open-bench-app.ts";
import { seedWaiting } from "./seed-waiting.ts";

const WAITING = 10_000;
const FOR_MS = 65_000; // the sweeps come every minute
const MOST_OF_A_CORE = 0.01;
const MOST_A_SECOND = 5;

export interface IdleFigures {
  /** Share of one core; null where the system does not tell. */
  core: number | null;
  statementsPerSecond: number;
}

/** What an app costs in which nothing happens. */
export const benchmark: Benchmark = {
  name: "idle",
  about: "Processor time and statements of an idle app, web and worker in one process, with 10,000 waiting videos.",
  async run({ say }) {
    const { core, statementsPerSecond } = await measureIdle({ waiting: WAITING, forMs: FOR_MS });
    say(`${core === null ? "?" : (core * 100).toFixed(2)} % of a core, ${statementsPerSecond.toFixed(1)} statements/s over ${FOR_MS / 1000} s`);
    return [
      { name: "idle: processor", ours: core === null ? "not told by this system" : `${(core * 100).toFixed(2)} % of a core`, beside: "–", ratio: null, aim: "≤ 1 %", holds: core !== null && core <= MOST_OF_A_CORE },
      { name: "idle: database", ours: `${statementsPerSecond.toFixed(1)} statements/s`, beside: "–", ratio: null, aim: `≤ ${MOST_A_SECOND}/s`, holds: statementsPerSecond <= MOST_A_SECOND },
    ] satisfies BenchRow[];
  },
};

/** The app with its documented settings and `waiting` videos that cannot begin, watched for `forMs` once it has settled. */
export async function measureIdle(o: { waiting: number; forMs: number; settleMs?: number }): Promise<IdleFigures> {
  let counter: StatementCounter | undefined;
  const app = await openBenchApp({ speed: 1, wrapDatabase: async (url) => (counter = await countStatements(url)).url });
  try {
    await seedWaiting(app.database.client, { shop: SHOP, waiting: o.waiting, begun: 3 });
    const server = await app.start();
    await pause(o.settleMs ?? 5_000);
    const [cpu, statements, began] = [server.cpuMs(), counter?.count() ?? 0, performance.now()];
    await pause(o.forMs);
    const ms = performance.now() - began;
    const used = server.cpuMs();
    return { core: cpu === null || used === null ? null : (used - cpu) / ms, statementsPerSecond: (((counter?.count() ?? 0) - statements) / ms) * 1000 };
  } finally {
    await app.close();
    await counter?.close();
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
