import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import type { BenchRow } from "./benchmark.ts";
import { printTable } from "./print-table.ts";

const BEGIN = "<!-- measured: written by npm run bench -->";
const END = "<!-- end of what was measured -->";

/** Puts what was measured, with the machine, between the two marks of the note; what people wrote around them stays. */
export function writeResults(file: string, rows: BenchRow[], at: Date): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${(totalmem() / 1024 ** 3).toFixed(0)} GiB, ${type()} ${release()}, Node ${process.version}`;
  const measured = `${BEGIN}\n\nMeasured ${at.toISOString().slice(0, 10)} on ${machine}.\n\n${printTable(rows)}\n\n${END}`;
  const before = existsSync(file) ? readFileSync(file, "utf8") : "# Benchmarks\n\nRun again with `npm run bench`. Each figure stands beside something that ran in the same minute on the same machine.\n\n";
  const marked = new RegExp(`${BEGIN}[\\s\\S]*${END}`);
  writeFileSync(file, marked.test(before) ? before.replace(marked, () => measured) : `${before.trimEnd()}\n\n${measured}\n`);
}
