// npm run chaos: kills at every boundary of a video, then real kills of processes and of the database. Prints its figures; the last line is the
// verdict, and the exit code is 1 unless nothing was sent twice, lost or attached twice. Options: --seed N --kills N --seeds N
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { placesSeeds, seededRandom } from "./chaos/seeded-random.ts";
import { buildIfNeeded } from "./build-if-needed.ts";
import { killProcesses } from "./chaos/kill-processes.ts";

const root = path.resolve(import.meta.dirname, "..");
const { values } = parseArgs({ options: { seed: { type: "string", default: "20261121" }, kills: { type: "string", default: "20" }, seeds: { type: "string", default: "1" } } });
const [seed = 0, kills = 0, seeds = 0] = [values.seed, values.kills, values.seeds].map(Number);
if (![seed, kills, seeds].every((one) => Number.isInteger(one) && one >= 0)) {
  process.stderr.write("Usage: npm run chaos -- [--seed N] [--kills N] [--seeds N], whole numbers.\n");
  process.exit(2);
}
const say = (line: string) => process.stdout.write(`${line}\n`);
const dir = mkdtempSync(path.join(tmpdir(), "shelfreel-chaos-"));
let good = true;
try {
  await buildIfNeeded();
  for (const one of placesSeeds(seed, seeds)) {
    const ran = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "tests/chaos/boundaries.test.ts"], { cwd: root, encoding: "utf8", env: { ...process.env, CHAOS_EVERY: "1", CHAOS_SEED: String(one) } });
    const figures = /killed at \d+ of \d+ places in \d+ videos, seed \d+/.exec(ran.stdout)?.[0];
    if (ran.status !== 0 || !figures) {
      good = false;
      say(ran.stdout.slice(-4_000));
    }
    say(`every boundary: ${figures ?? "failed"}`);
  }
  const result = await killProcesses({ dir, kills, random: seededRandom(seed), tell: say });
  say(`kill -9: ${result.kills.worker} workers, ${result.kills.web} web processes, ${result.kills.database} databases, under ${result.videos} videos`);
  say(`${result.published} published, ${result.unsure} with a person (killed between the mark and the first byte); ${result.messages} messages, ${result.renders} renders`);
  for (const finding of result.findings) say(`  ${finding}`);
  say(`${result.sentTwice} sent twice, ${result.lost} lost, ${result.attachedTwice} attached twice`);
  good &&= result.sentTwice + result.lost + result.attachedTwice + result.findings.length === 0;
} finally {
  rmSync(dir, { recursive: true, force: true });
}
process.exit(good ? 0 : 1);
