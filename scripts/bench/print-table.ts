import type { BenchRow } from "./benchmark.ts";

const head = ["", "ours", "beside it", "ratio", "aim", "holds"];

const cells = (row: BenchRow): string[] => [row.name, row.ours, row.beside, row.ratio === null ? "–" : row.ratio.toFixed(2), row.aim, row.holds ? "yes" : "NO"];

/** The rows as a table in Markdown, its columns aligned. Pure. */
export function printTable(rows: BenchRow[]): string {
  const table = [head, ...rows.map(cells)];
  const widths = head.map((_, column) => Math.max(3, ...table.map((line) => line[column]?.length ?? 0)));
  const lineOf = (line: string[]) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [lineOf(head), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...rows.map((row) => lineOf(cells(row)))].join("\n");
}
