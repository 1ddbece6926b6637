// `npm run soak [-- --videos 5000 --shops 50 --faults 0.05 --seed 1]`: a long run on a scripted clock, judged by the ledgers of the stand-ins. Default 1,000 videos of 50 shops;
// a video takes about a third of a second on one core.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { stopEmbeddedPostgres } from "#prisma/embedded-postgres.ts";
import { prepareDatabase } from "#scripts/demo/prepare-database.ts";
import { runSoak } from "#scripts/soak/run-soak.ts";

const { values } = parseArgs({ options: { videos: { type: "string", default: "1000" }, shops: { type: "string", default: "50" }, faults: { type: "string", default: "0.05" }, seed: { type: "string", default: "20261121" } } });
const [videos, shops, faultShare, seed] = [Number(values.videos), Number(values.shops), Number(values.faults), Number(values.seed)];
if (![videos, shops].every((n) => Number.isInteger(n) && n > 0) || !(faultShare >= 0 && faultShare <= 1) || !Number.isInteger(seed)) {
  console.error("Usage: npm run soak -- [--videos n] [--shops n] [--faults 0..1] [--seed n]");
  process.exit(2);
}

const dir = mkdtempSync(path.join(tmpdir(), "shelfreel-soak-"));
const say = (line: string) => console.log(`soak: ${line}`);
let good = false;
try {
  const { url } = await prepareDatabase(path.join(dir, "pg"));
  const figures = await runSoak({ dir, databaseUrl: url, shops, productsPerShop: Math.ceil(videos / shops), faultShare, seed, tell: say });
  say(`${figures.videos} videos of ${shops} shops, seed ${seed}: asked for in ${(figures.requestMs / 1000).toFixed(0)} s, worked on for ${(figures.workMs / 1000).toFixed(0)} s: ${Math.round(figures.videos / (figures.workMs / 60_000))} videos a minute, ${Math.round(figures.queries / figures.videos)} statements each`);
  for (const [step, { ms, runs }] of [...figures.steps].toSorted(([, a], [, b]) => b.ms - a.ms)) say(`  ${step.padEnd(18)} ${runs} runs, ${(ms / runs).toFixed(1)} ms each`);
  say(`faults: ${Object.entries(figures.faults).map(([name, times]) => `${times} ${name}`).join(", ")}; ${figures.deaths} deaths of workers`);
  say(`ends: ${Object.entries(figures.ends).map(([status, n]) => `${n} ${status}`).join(", ")}; ${figures.messages} messages, ${figures.credits} credits, ${figures.renders} renders, ${figures.attached} attachments`);
  for (const finding of figures.findings) say(`  WRONG: ${finding}`);
  good = figures.findings.length === 0;
  say(good ? "every video has its end, nothing was done twice" : `${figures.findings.length} findings`);
} catch (error) {
  // Said before the database goes: what it cuts off would be heard instead.
  console.error("soak: it ended in an error", error);
} finally {
  await stopEmbeddedPostgres(path.join(dir, "pg"));
  rmSync(dir, { recursive: true, force: true });
}
process.exit(good ? 0 : 1);
