import { spawn, type ChildProcess } from "node:child_process";
import { createWriteStream } from "node:fs";
import path from "node:path";
import { DemoError } from "./demo-error.ts";

const READY_LIMIT_MS = 60_000;
const LOOK_MS = 100;
const STOP_LIMIT_MS = 15_000;
const root = path.resolve(import.meta.dirname, "../..");

export interface RunningApp {
  pid: number;
  /** Resolves when the app ends by itself, with what it was that ended it. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

/** Starts the built app with web and worker, exactly as in production; its log goes to `logFile`. Waits until it is ready. */
export async function startApp(o: { env: Record<string, string>; port: number; logFile: string }): Promise<RunningApp> {
  const log = createWriteStream(o.logFile, { flags: "w" });
  const child: ChildProcess = spawn(process.execPath, ["server.ts"], { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: o.env as NodeJS.ProcessEnv, detached: true });
  const tail: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      log.write(chunk);
      tail.push(...chunk.toString().split("\n").filter(Boolean));
      tail.splice(0, tail.length - 5);
    });
  }
  const ended = new Promise<string>((resolve) => child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`)));
  let over: string | null = null;
  void ended.then((how) => (over = how));
  for (let waited = 0; !(await isReady(o.port)); waited += LOOK_MS) {
    if (over) throw new DemoError(`The app ended while it was starting (${over}): ${tail.at(-1) ?? "it said nothing"}. Its log is ${o.logFile}.`);
    if (waited > READY_LIMIT_MS) throw new DemoError(`The app was not ready after ${READY_LIMIT_MS / 1000} s. Its log is ${o.logFile}.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return {
    pid: child.pid ?? 0, ended,
    async stop() {
      if (over) return;
      child.kill("SIGTERM");
      const hard = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
      await ended;
      clearTimeout(hard);
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
