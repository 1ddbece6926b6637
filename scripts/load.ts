// npm run load: signed webhooks and page views at a steady rate against the built app, web and worker as two processes. Prints its figures; the exit
// code is 1 when the 95th percentile is over the limit, an answer was wrong or a delivery was lost. Options: --seconds N --webhooks N --pages N
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { buildIfNeeded } from "./build-if-needed.ts";
import { holdLoad } from "./load/hold-load.ts";
import { openLoneApp } from "./load/open-lone-app.ts";

const LIMIT_MS = 300;
const { values } = parseArgs({ options: { seconds: { type: "string", default: "120" }, webhooks: { type: "string", default: "200" }, pages: { type: "string", default: "50" } } });
const [seconds = 0, webhooksPerSecond = 0, pagesPerSecond = 0] = [values.seconds, values.webhooks, values.pages].map(Number);
if (![seconds, webhooksPerSecond, pagesPerSecond].every((one) => one > 0) || seconds > 600) {
  process.stderr.write("Usage: npm run load -- [--seconds N, at most 600] [--webhooks N a second] [--pages N a second]\n");
  process.exit(2);
}
const say = (line: string) => process.stdout.write(`${line}\n`);
const dir = mkdtempSync(path.join(tmpdir(), "shelfreel-load-"));
let good = false;
try {
  await buildIfNeeded();
  const app = await openLoneApp({ dir, worker: true });
  try {
    const { webhooks, pages, lost, cpuMs } = await holdLoad(app, { seconds, webhooksPerSecond, pagesPerSecond });
    say(`${seconds} s on ${cpus().length} cores, the stand-ins, the database and this program included:`);
    for (const [name, one] of [["webhooks", webhooks], ["page views", pages]] as const) say(`  ${one.sent} ${name}: half within ${one.p50.toFixed(0)} ms, 95 % within ${one.p95.toFixed(0)} ms, ${one.wrong.length} wrong answers`);
    for (const wrong of [...new Set([...webhooks.wrong, ...pages.wrong])].slice(0, 10)) say(`  ${wrong}`);
    say(`  ${lost} deliveries lost; ${cpuMs.toFixed(1)} ms of the web process's processor per request`);
    good = lost === 0 && [webhooks, pages].every(({ p95, wrong }) => p95 <= LIMIT_MS && wrong.length === 0);
  } finally {
    await app.close();
  }
} finally {
  rmSync(dir, { recursive: true, force: true });
}
process.exit(good ? 0 : 1);
