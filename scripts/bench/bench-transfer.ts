import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { BenchRow, Benchmark } from "./benchmark.ts";

const MEGABYTE = 1_000_000;
const ROUNDS = 5;
const MOST_OVER_IDLE = 64 * 1024 * 1024;
const measured = z.object({ seconds: z.number(), idle: z.number(), peak: z.number() });
const here = import.meta.dirname;

export interface Transfer {
  /** Megabytes per second, the best of the rounds; null where there is no curl. */
  ours: number;
  curl: number | null;
  /** Bytes over the idle process, the most of the rounds. */
  overIdle: number;
}

/** Both directions with a file of `bytes`, the app's code and curl in turn against the same server. */
export async function measureTransfers({ bytes, rounds }: { bytes: number; rounds: number }): Promise<{ upload: Transfer; download: Transfer }> {
  const dir = mkdtempSync(path.join(tmpdir(), "shelfreel-bench-"));
  const server = spawn(process.execPath, [path.join(here, "transfer-server.ts"), String(bytes)], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const port = await firstLine(server);
    const film = path.join(dir, "film.mp4");
    writeFilm(film, bytes);
    const curl = hasCurl();
    const measure = (direction: "upload" | "download", shell: string): Transfer => {
      const result: Transfer = { ours: 0, curl: null, overIdle: 0 };
      for (let round = 0; round < rounds; round++) {
        const file = direction === "upload" ? film : path.join(dir, `kept-${round}.mp4`);
        const { seconds, idle, peak } = measured.parse(JSON.parse(execFileSync(process.execPath, [path.join(here, "transfer-client.ts"), direction, port, file, String(bytes)], { encoding: "utf8" })));
        result.ours = Math.max(result.ours, bytes / MEGABYTE / seconds);
        result.overIdle = Math.max(result.overIdle, peak - idle);
        if (curl) {
          const began = performance.now();
          execFileSync("sh", ["-ec", shell], { stdio: ["ignore", "ignore", "inherit"] });
          result.curl = Math.max(result.curl ?? 0, bytes / MEGABYTE / ((performance.now() - began) / 1000));
        }
        if (direction === "download") rmSync(file);
      }
      return result;
    };
    const copy = path.join(dir, "copy.mp4");
    return {
      upload: measure("upload", `curl -sS 'file://${film}' | curl -sS -T - http://127.0.0.1:${port}/`),
      // Synced like the kept copy, which must outlive a power cut.
      download: measure("download", `curl -sS http://127.0.0.1:${port}/film | curl -sS -T - 'file://${copy}'; sync '${copy}'; rm '${copy}'`),
    };
  } finally {
    server.kill();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** 500 MB between the kept copy and Shopify's staged target, and from NemoVideo to the kept copy. */
export const benchmark: Benchmark = {
  name: "transfer",
  about: "500 MB from the kept copy to a staged target and from NemoVideo to the kept copy, beside curl | curl -T -.",
  async run({ say }) {
    const { upload, download } = await measureTransfers({ bytes: 500 * MEGABYTE, rounds: ROUNDS });
    const rows = [...rowsOf("to the staged target", upload), ...rowsOf("to the kept copy", download)];
    for (const { name, ours, beside } of rows) say(`${name}: ${ours}, beside it ${beside}`);
    return rows;
  },
};

function rowsOf(what: string, { ours, curl, overIdle }: Transfer): BenchRow[] {
  const ratio = curl && ours / curl;
  return [
    { name: `transfer: ${what}`, ours: `${ours.toFixed(0)} MB/s`, beside: curl ? `${curl.toFixed(0)} MB/s (curl)` : "no curl here", ratio, aim: "≥ 1.0", holds: ratio === null || ratio >= 1 },
    { name: `transfer: memory, ${what}`, ours: `${(overIdle / 1024 / 1024).toFixed(0)} MiB over idle`, beside: "–", ratio: null, aim: "≤ 64 MiB", holds: overIdle <= MOST_OVER_IDLE },
  ];
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error("the server has no output");
  for await (const line of createInterface({ input: stdout })) return line;
  throw new Error("the server ended before it said where it is");
}

function writeFilm(file: string, bytes: number): void {
  const out = openSync(file, "w");
  const block = Buffer.alloc(MEGABYTE, 0x5a);
  for (let left = bytes; left > 0; left -= MEGABYTE) writeSync(out, block, 0, Math.min(left, MEGABYTE));
  closeSync(out);
}

function hasCurl(): boolean {
  try {
    execFileSync("curl", ["--version"], { stdio: "ignore" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
