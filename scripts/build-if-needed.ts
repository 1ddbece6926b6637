// Prisma's client and the app's build, made again only when what they are made from has changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(import.meta.dirname, "..");
const sources = ["app/**/*.{ts,tsx,css}", "public/**/*", "vite.config.ts", "tsconfig.json", "package-lock.json"];

function hashOf(patterns: string[]): string {
  const hash = createHash("sha256");
  for (const file of globSync(patterns, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).sort()) {
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/** Runs `args` on this Node unless the stamp says that nothing changed since. Returns whether it ran. Throws what the program said. */
function runIfChanged(what: { name: string; from: string[]; makes: string; args: string[] }): boolean {
  const stamp = path.join(root, "node_modules/.cache/shelfreel", `${what.name}.sha256`);
  const hash = hashOf(what.from);
  if (existsSync(path.join(root, what.makes)) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return false;
  const done = spawnSync(process.execPath, what.args, { cwd: root, encoding: "utf8", env: { ...process.env, NODE_ENV: "production" } });
  if (done.status !== 0) throw new Error(`${what.name} failed:\n${done.stdout}\n${done.stderr}`);
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  return true;
}

/** Makes the database client and the build where needed. Returns what was made. */
export function buildIfNeeded(): string[] {
  const made: string[] = [];
  if (runIfChanged({ name: "database client", from: ["prisma/schema.prisma", "package-lock.json"], makes: "node_modules/.prisma/client/schema.prisma", args: ["node_modules/prisma/build/index.js", "generate"] })) made.push("database client");
  if (runIfChanged({ name: "app", from: [...sources, "prisma/schema.prisma"], makes: "build/server/index.js", args: ["node_modules/@remix-run/dev/dist/cli.js", "vite:build"] })) made.push("app");
  return made;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const made = buildIfNeeded();
    if (made.length) process.stdout.write(`Built: ${made.join(", ")}.\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
