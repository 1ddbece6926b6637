import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { freePort } from "#prisma/embedded-postgres-host.ts";

const READY_LIMIT_MS = 60_000;
const LOOK_MS = 50;

export interface FleetProcess {
  pid: number;
  port: number;
  /** SIGTERM; gives how long the process took to end, in ms, and how it ended. */
  stop(): Promise<{ ms: number; code: number | null }>;
  /** kill -9. */
  kill(): Promise<void>;
  isAlive(): boolean;
}

/** Starts `server.ts` or `worker.ts` as in production on a free port, its log appended to `logFile`, and waits until it is ready. */
export async function startProcess(file: "server.ts" | "worker.ts", o: { env: Record<string, string>; logFile: string }): Promise<FleetProcess> {
  const port = await freePort();
  const log = createWriteStream(o.logFile, { flags: "a" });
  const own: Record<string, string> = file === "server.ts" ? { PORT: String(port), WORKER: "off" } : { WORKER_PORT: String(port) };
  const child = spawn(process.execPath, [file], { stdio: ["ignore", "pipe", "pipe"], env: { ...o.env, ...own } as NodeJS.ProcessEnv });
  const tail: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      log.write(chunk);
      tail.push(...chunk.toString().split("\n").filter(Boolean));
      tail.splice(0, tail.length - 5);
    });
  }
  let over = false;
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => {
    over = true;
    log.end();
    resolve(code);
  }));
  for (let waited = 0; !(await answers(`http://127.0.0.1:${port}/readyz`)); waited += LOOK_MS) {
    if (over) throw new Error(`${file} ended while it was starting: ${tail.join("\n")}`);
    if (waited > READY_LIMIT_MS) throw new Error(`${file} was not ready after ${READY_LIMIT_MS / 1000} s: ${tail.join("\n")}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return {
    pid: child.pid ?? 0, port,
    isAlive: () => !over,
    async stop() {
      const began = performance.now();
      child.kill("SIGTERM");
      const code = await ended;
      return { ms: performance.now() - began, code };
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false; // not listening yet
  }
}
