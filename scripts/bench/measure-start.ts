import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "#prisma/embedded-postgres-host.ts";
import { openBenchApp } from "./open-bench-app.ts";

const root = path.resolve(import.meta.dirname, "../..");
const READY = /Ready after ([\d.]+) s/;

/** From the start of server.ts on a migrated database until it is ready; the median of several starts, in ms. */
export async function measureStart(rounds: number): Promise<number> {
  const app = await openBenchApp({ speed: 1 });
  try {
    const times: number[] = [];
    for (let i = 0; i < rounds; i++) {
      const server = await app.start();
      times.push(server.readyMs);
      await server.stop();
    }
    return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
  } finally {
    await app.close();
  }
}

/** The demo's second start in one folder: until it says that it is ready, and to the end of `--once`. In ms. */
export async function measureRestart(): Promise<{ readyMs: number; wholeMs: number }> {
  const dir = mkdtempSync(path.join(tmpdir(), "shelfreel-bench-demo-"));
  try {
    const args = ["scripts/run-demo.ts", "--once", "--state", dir, "--port", String(await freePort())];
    await runDemo(process.execPath, args, root);
    return await runDemo(process.execPath, args, root);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A clone of this repository with nothing installed: the demo to its end, and then `npm ci` alone in it. In ms. Takes minutes and the network. */
export async function measureFreshClone(from: string): Promise<{ demoMs: number; installMs: number }> {
  const dir = mkdtempSync(path.join(tmpdir(), "shelfreel-bench-clone-"));
  try {
    await run("git", ["clone", "--quiet", "--local", from, dir], root);
    const demoMs = (await run("npm", ["run", "demo", "--", "--once", "--port", String(await freePort())], dir)).ms;
    rmSync(path.join(dir, "node_modules"), { recursive: true });
    const installMs = (await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], dir)).ms;
    return { demoMs, installMs };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function runDemo(file: string, args: string[], cwd: string): Promise<{ readyMs: number; wholeMs: number }> {
  const { ms, said } = await run(file, args, cwd);
  const ready = READY.exec(said)?.[1];
  if (!ready) throw new Error(`the demo never said that it was ready:\n${said.slice(-2_000)}`);
  return { readyMs: Number(ready) * 1000, wholeMs: ms };
}

/** Throws what the program said when it failed. */
function run(file: string, args: string[], cwd: string): Promise<{ ms: number; said: string }> {
  const began = performance.now();
  const child = spawn(file, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      const text = Buffer.concat(said).toString();
      if (code === 0) resolve({ ms: performance.now() - began, said: text });
      else reject(new Error(`${path.basename(file)} ${args.join(" ")} ended with ${code}:\n${text.slice(-2_000)}`));
    });
  });
}
