// npm test: installs what is missing, builds what the browser tests need, and runs every test.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { checkNode, childEnv, install, nodePath, root, stop } from "./prepare.mjs";

checkNode();
install();
const run = (args) => spawnSync(nodePath(), args, { cwd: root, stdio: "inherit", env: childEnv() }).status ?? 1;
const chromium = spawnSync(nodePath(), [path.join(root, "scripts/find-chromium.ts")], { cwd: root, encoding: "utf8", env: childEnv() });
if (chromium.status !== 0) stop(chromium.stderr.trim());
if (run([path.join(root, "scripts/build-if-needed.ts")]) !== 0) process.exit(1);
process.exit(run([path.join(root, "node_modules/vitest/vitest.mjs"), "run", ...process.argv.slice(2)]));
