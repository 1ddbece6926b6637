// npm run doctor: Shopify's own security rules for apps, as its CLI carries them, without a login. For a Remix app the CLI can
// decide only a few of them by itself, and the one about known faults in dependencies needs an audit registry: it says which.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { checkNode, childEnv, install, nodePath, root, stop } from "./prepare.mjs";

checkNode();
install();
const shopify = path.join(root, "node_modules/@shopify/cli/bin/run.js");
const { status, stdout, stderr } = spawnSync(nodePath(), [shopify, "app", "doctor", "--path", root, "--json", "--skip-instructions", "--blocking", "low"], {
  cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024, env: childEnv({ CI: "1", SHOPIFY_CLI_NO_ANALYTICS: "1", DO_NOT_TRACK: "1" }),
});
let scan;
try {
  ({ scan } = JSON.parse(stdout));
} catch {
  stop(`Shopify's app doctor did not report:\n${stderr.slice(0, 2_000)}`);
}
for (const issue of scan.issues) process.stdout.write(`${issue.severity} ${issue.id} in ${issue.location?.file ?? "the app"}: ${issue.message}\n`);
const ids = (judged) => scan.scan.checks_executed.filter(judged).map((check) => check.id).join(", ");
process.stdout.write(`Decided: ${ids((check) => check.status === "executed")}.\nNot decided: ${ids((check) => !["executed", "not_applicable"].includes(check.status))}.\n`);
process.stdout.write(`Shopify's app doctor: ${scan.issues.length} issues.\n`);
process.exit(scan.issues.length > 0 ? 1 : (status ?? 1));
