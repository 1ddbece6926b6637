// npm run demo: from a fresh clone to a video on a product, in one command. This part runs on any Node from 20 on; the rest on
// the Node that the install brings.
import { spawn } from "node:child_process";
import path from "node:path";
import { checkNode, childEnv, install, nodePath, root } from "./prepare.mjs";

checkNode();
install();
const child = spawn(nodePath(), [path.join(root, "scripts/run-demo.ts"), ...process.argv.slice(2)], { cwd: root, stdio: "inherit", env: childEnv() });
// The terminal sends Ctrl-C to the child as well; here it only must not end us before the child has cleaned up.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
