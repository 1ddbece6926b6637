import { spawnSync } from "node:child_process";
import path from "node:path";
import { z } from "zod";
import type { Benchmark } from "./benchmark.ts";

const VIDEOS = 20;
const figures = z.object({ videos: z.number(), calls: z.number(), mostCalls: z.number(), points: z.number(), mostPoints: z.number(), perShopPoints: z.number(), throttled: z.number() });
const file = "tests/videos/pipeline/admin-cost.test.ts";

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
    // 250 videos of one shop, with what is asked for the shop once in ten minutes, at two minutes a video and three at once.
    const shared = (perShopPoints * Math.ceil((250 * 2) / 3 / 10)) / 250;
    say(`${videos} videos: ${calls.toFixed(1)} calls and ${points.toFixed(1)} points each, at most ${mostCalls} and ${mostPoints}; ${perShopPoints} points once in ten minutes for the shop`);
    return [
      { name: "admin-cost: calls a video", ours: `${calls.toFixed(1)}, at most ${mostCalls}`, beside: "5 (stage, create, look, add, read)", ratio: 5 / calls, aim: "≤ 7", holds: mostCalls <= 7 },
      { name: "admin-cost: points a video", ours: `${points.toFixed(1)}, at most ${mostPoints}`, beside: `+ ${shared.toFixed(1)} its part of the shop's count`, ratio: null, aim: "≤ 80", holds: mostPoints <= 80 && points + shared <= 80 },
      { name: "admin-cost: throttled", ours: String(throttled), beside: "–", ratio: null, aim: "0", holds: throttled === 0 },
    ];
  },
};
