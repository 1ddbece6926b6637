// What must be there before TypeScript can run: the right Node and the packages of the lockfile. Plain JavaScript that Node 20
// understands and no package at all, because this runs before the install.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const bundledNode = path.join(root, "node_modules/.bin/node");
const stampFile = path.join(root, "node_modules/.shelfreel-installed");

/** Ends the program with one clear sentence. */
export function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

const atLeast = (version, major, minor) => {
  const [a = 0, b = 0] = version.split(".").map(Number);
  return a > major || (a === major && b >= minor);
};

/** The sentence for a Node that is too old for this machine, or null. On Linux x64 the install brings Node 24; elsewhere the host's is used. */
export function nodeProblem({ version, platform, arch }) {
  if (!atLeast(version, 20, 0)) return `Shelfreel needs Node 20 or newer to install itself, and this is Node ${version}.`;
  const bringsNode = platform === "linux" && arch === "x64";
  return bringsNode || atLeast(version, 22, 19) ? null : `On ${platform}-${arch} Shelfreel needs Node 22.19 or newer, and this is Node ${version}.`;
}

/** The sentence for what npm said when it failed, or null for something unforeseen. */
export function installProblem(said, folder) {
  if (/ENOSPC/.test(said)) return "The packages could not be installed: there is no space left on this disk (about 1.5 GB are needed).";
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN/.test(said)) return "The packages could not be installed: the npm registry cannot be reached from here.";
  if (/EACCES|EROFS/.test(said)) return `The packages could not be installed: this folder cannot be written to (${folder}).`;
  return null;
}

export function checkNode() {
  const problem = nodeProblem({ version: process.versions.node, platform: process.platform, arch: process.arch });
  if (problem) stop(problem);
}

/** Installs exactly what the lockfile says, unless that was done already. Shows what npm shows. */
export function install() {
  const wanted = createHash("sha256").update(readFileSync(path.join(root, "package-lock.json"))).update(process.platform + process.arch).digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted) return false;
  process.stdout.write("Installing the packages (npm ci, about a minute the first time) ...\n");
  const began = Date.now();
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  // The host's Node may be older than what the packages name; they run on the Node that the install brings.
  const done = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root, stdio: ["ignore", "inherit", "pipe"], shell: process.platform === "win32", encoding: "utf8",
    // Prisma's own generate at the install would load our configuration and with it start a database; it is done when it is needed.
    env: { ...process.env, PRISMA_SKIP_POSTINSTALL_GENERATE: "1" },
  });
  const said = done.stderr ?? "";
  if (done.status !== 0) {
    const problem = installProblem(said, root);
    if (problem) stop(problem);
    process.stderr.write(said);
    stop("The packages could not be installed: npm ci failed, see above.");
  }
  writeFileSync(stampFile, wanted);
  process.stdout.write(`Installed in ${((Date.now() - began) / 1000).toFixed(0)} s.\n`);
  return true;
}

/** The Node that everything else runs on. */
export const nodePath = () => (existsSync(bundledNode) ? bundledNode : process.execPath);

/** The environment in which that Node and the packages' programs come first. */
export function childEnv(extra = {}) {
  const bin = path.join(root, "node_modules/.bin");
  return { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ""}`, ...extra };
}
