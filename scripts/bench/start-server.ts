import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

const READY_LIMIT_MS = 60_000;
const LOOK_MS = 20;
/** Linux counts a process's time in hundredths of a second. */
const TICK_MS = 10;
const root = path.resolve(import.meta.dirname, "../..");

export interface MeasuredServer {
  pid: number;
  /** From the start of the process to its first "ready". */
  readyMs: number;
  /** Time of a processor used so far, in ms; null where the system does not tell (no /proc). */
  cpuMs(): number | null;
  stop(): Promise<void>;
}

/** Runs server.ts as in production and waits until /readyz says so. Throws the process's last words when it ends before. */
export async function startServer(o: { port: number; env: Record<string, string>; cwd?: string }): Promise<MeasuredServer> {
  const began = performance.now();
  const child = spawn(process.execPath, [path.join(root, "server.ts")], { cwd: o.cwd ?? root, stdio: ["ignore", "pipe", "pipe"], env: { ...o.env, PORT: String(o.port) } as unknown as NodeJS.ProcessEnv });
  const tail: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      tail.push(...chunk.toString().split("\n").filter(Boolean));
      tail.splice(0, tail.length - 10);
    });
  }
  let over = false;
  const ended = new Promise<void>((resolve) => child.once("close", () => {
    over = true;
    resolve();
  }));
  while (!(await isReady(o.port))) {
    if (over) throw new Error(`the server ended while it was starting: ${tail.join("\n")}`);
    if (performance.now() - began > READY_LIMIT_MS) throw new Error(`the server was not ready after ${READY_LIMIT_MS / 1000} s: ${tail.join("\n")}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  const readyMs = performance.now() - began;
  const pid = child.pid ?? 0;
  return {
    pid, readyMs,
    cpuMs: () => readCpuMs(pid),
    async stop() {
      if (!over) child.kill("SIGTERM");
      await ended;
    },
  };
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false; // not listening yet
  }
}

function readCpuMs(pid: number): number | null {
  try {
    // The name in brackets may hold anything; what is counted comes after it.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return null;
  }
}
