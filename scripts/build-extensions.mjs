// npm run build:extensions: the admin extensions as `shopify app build` makes them, without a login and without the network.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { checkNode, childEnv, install, nodePath, root } from "./prepare.mjs";

checkNode();
install();
const shopify = path.join(root, "node_modules/@shopify/cli/bin/run.js");
// The packages are there already; the CLI would ask the registry for them again.
const { status } = spawnSync(nodePath(), [shopify, "app", "build", "--path", root, "--skip-dependencies-installation"], {
  cwd: root, stdio: "inherit", env: childEnv({ CI: "1", SHOPIFY_CLI_NO_ANALYTICS: "1", DO_NOT_TRACK: "1" }),
});
process.exit(status ?? 1);
