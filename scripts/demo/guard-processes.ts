import { spawn } from "node:child_process";
import path from "node:path";

export interface Guard {
  /** From now on this process is ended when ours is gone, however it went. */
  add(pid: number): void;
  remove(pid: number): void;
  /** Lets the guard go; what is still on its list is ended. */
  close(): Promise<void>;
}

/** A small process of its own that outlives a crash of this one, and then cleans up after it. */
export function startGuard(): Guard {
  const child = spawn(process.execPath, [path.resolve(import.meta.dirname, "../guard.mjs")], { stdio: ["pipe", "ignore", "inherit"], detached: true });
  child.unref();
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    add: (pid) => void child.stdin.write(`+${pid}\n`),
    remove: (pid) => void child.stdin.write(`-${pid}\n`),
    async close() {
      child.ref();
      child.stdin.end();
      await ended;
    },
  };
}
