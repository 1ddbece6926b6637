import path from "node:path";
import { runProgram } from "#scripts/run-program.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** Where the bare app's build lies in `build/`, to be the folder in which server.ts runs. */
export const BARE_DIR = path.join(root, ".data/bench/bare");

/** Builds the bare embedded app of ./bare-app, in some seconds. */
export async function buildBare(): Promise<void> {
  await runProgram("bare app", process.execPath, ["node_modules/@remix-run/dev/dist/cli.js", "vite:build", "scripts/bench/bare-app"], { cwd: root, env: { ...process.env, NODE_ENV: "production" } });
}
