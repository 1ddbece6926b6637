// `npm run bench` runs every benchmark and writes docs/benchmarks.md; `npm run bench -- NAME …` runs some and only prints,
// unless `--write` asks for their table in the docs; `--full` also runs the sizes that take long.
// The exit code is 1 when an aim does not hold.
import path from "node:path";
import type { BenchRow } from "./bench/benchmark.ts";
import { printTable } from "./bench/print-table.ts";
import { registry } from "./bench/registry.ts";
import { writeResults } from "./bench/write-results.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);
const full = process.argv.includes("--full");
const write = process.argv.includes("--write");
const wanted = process.argv.slice(2).filter((name) => name !== "--full" && name !== "--write");
const unknown = wanted.filter((name) => !(name in registry));
if (unknown.length) {
  process.stderr.write(`There is no benchmark ${unknown.join(", ")}. Usage: npm run bench -- [${Object.keys(registry).join(" | ")}] [--full] [--write]\n`);
  process.exit(2);
}

const rows: BenchRow[] = [];
for (const [name, load] of Object.entries(registry)) {
  if (wanted.length && !wanted.includes(name)) continue;
  const { benchmark } = await load();
  say(`${name}: ${benchmark.about}`);
  const began = performance.now();
  try {
    rows.push(...(await benchmark.run({ full, say: (line) => say(`  ${line}`) })));
  } catch (error) {
    // The others are measured all the same; the table says which one is missing.
    process.stderr.write(`${name} ended in an error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    rows.push({ name, ours: "ended in an error", beside: "–", ratio: null, aim: "a figure", holds: false });
  }
  say(`  ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
}
say(printTable(rows));
if (wanted.length === 0 || write) writeResults(path.resolve(import.meta.dirname, "../docs/benchmarks.md"), rows, new Date());
process.exit(rows.every(({ holds }) => holds) ? 0 : 1);
