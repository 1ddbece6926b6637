// Prisma's client, the app's build and its admin extensions, made again only when what they are made from has changed.
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runProgram } from "./run-program.ts";

const root = path.resolve(import.meta.dirname, "..");
const sources = ["app/**/*.{ts,tsx,css,json}", "public/**/*", "vite.config.ts", "tsconfig.json", "package-lock.json"];

function hashOf(patterns: string[]): string {
  const hash = createHash("sha256");
  for (const file of globSync(patterns, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).sort()) {
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/** Runs `args` on this Node unless the stamp says that nothing changed since. Returns whether it ran. Throws what the program said. */
async function runIfChanged(what: { name: string; from: string[]; makes: string; args: string[]; env?: Record<string, string> }): Promise<boolean> {
  const stamp = path.join(root, "node_modules/.cache/shelfreel", `${what.name}.sha256`);
  const hash = hashOf(what.from);
  if (existsSync(path.join(root, what.makes)) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return false;
  await runProgram(what.name, process.execPath, what.args, { cwd: root, env: { ...process.env, NODE_ENV: "production", ...what.env } });
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  return true;
}

/** Without the network: the CLI asks for no login and installs nothing. */
const extensionBuild = {
  name: "admin extensions", from: ["extensions/*/{src,locales}/**/*", "extensions/*/*.toml", "shopify.app.toml", "package-lock.json"], makes: "extensions/product-video-action/dist/product-video-action.js",
  args: ["node_modules/@shopify/cli/bin/run.js", "app", "build", "--path", ".", "--skip-dependencies-installation"], env: { CI: "1", SHOPIFY_CLI_NO_ANALYTICS: "1", DO_NOT_TRACK: "1" },
};

/** Makes the database client, the build and the extensions where needed. Returns what was made. */
export async function buildIfNeeded(): Promise<string[]> {
  const made: string[] = [];
  if (await runIfChanged({ name: "database client", from: ["prisma/schema.prisma", "package-lock.json"], makes: "node_modules/.prisma/client/schema.prisma", args: ["node_modules/prisma/build/index.js", "generate"] })) made.push("database client");
  if (await runIfChanged({ name: "app", from: [...sources, "prisma/schema.prisma"], makes: "build/server/index.js", args: ["node_modules/@remix-run/dev/dist/cli.js", "vite:build"] })) made.push("app");
  if (await runIfChanged(extensionBuild)) made.push("admin extensions");
  return made;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const made = await buildIfNeeded();
    if (made.length) process.stdout.write(`Built: ${made.join(", ")}.\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
