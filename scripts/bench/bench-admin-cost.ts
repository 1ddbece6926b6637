import { spawnSync } from "node:child_process";
import path from "node:path";
import { z } from "zod";
import type { Benchmark } from "./benchmark.ts";

const VIDEOS = 20;
const figures = z.object({ videos: z.number(), calls: z.number(), mostCalls: z.number(), points: z.number(), mostPoints: z.number(), perShopPoints: z.number(), throttled: z.number() });
const file = "tests/videos/pipeline/admin-cost.test.ts";

/** A shop that has as many files as a small plan permits, and room for more. */
const FILES_BEFORE = 250;
const VIDEOS_OF_IT = 250;
const MINUTES_EACH = 2;
const AT_ONCE = 3;

/** A video's share of counting the files, once an hour while 250 are made: a point for each file, 15 beyond what is expected, 4 for each page of 250. */
function sharedPoints(): number {
  const hours = (VIDEOS_OF_IT * MINUTES_EACH) / AT_ONCE / 60;
  let points = 0;
  for (let hour = 0; hour < hours; hour += 1) {
    const files = FILES_BEFORE + hour * (VIDEOS_OF_IT / hours) + 15;
    points += files + 4 * Math.ceil(files / 250);
  }
  return points / VIDEOS_OF_IT;
}

/** Admin calls and points of a video, read from the stand-in's ledger. */
export const benchmark: Benchmark = {
  name: "admin-cost",
  about: `Admin calls and requested points of ${VIDEOS} videos, from the click to the listing.`,
  async run({ say }) {
    const root = path.resolve(import.meta.dirname, "../..");
    const ran = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", file], { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024, env: { ...process.env, BENCH_VIDEOS: String(VIDEOS) } });
    const line = /admin-cost (\{.*\})/.exec(ran.stdout)?.[1];
    if (!line) throw new Error(`no figures from ${file}: ${ran.stdout.slice(-2_000)}${ran.stderr.slice(-2_000)}`);
    const { videos, calls, mostCalls, points, mostPoints, perShopPoints, throttled } = figures.parse(JSON.parse(line));
    const shared = sharedPoints();
    say(`${videos} videos: ${calls.toFixed(1)} calls and ${points.toFixed(1)} points each, at most ${mostCalls} and ${mostPoints}; ${perShopPoints} points for the count of this shop's files, ${shared.toFixed(1)} of a video in a shop with ${FILES_BEFORE}`);
    return [
      { name: "admin-cost: calls a video", ours: `${calls.toFixed(1)}, at most ${mostCalls}`, beside: "5 (stage, create, look, add, read)", ratio: 5 / calls, aim: "≤ 7", holds: mostCalls <= 7 },
      { name: "admin-cost: points a video", ours: `${points.toFixed(1)}, at most ${mostPoints}`, beside: `+ ${shared.toFixed(1)} its part of the shop's count`, ratio: null, aim: "≤ 80", holds: mostPoints <= 80 && points + shared <= 80 },
      { name: "admin-cost: throttled", ours: String(throttled), beside: "–", ratio: null, aim: "0", holds: throttled === 0 },
    ];
  },
};
