// npm run validate: everything that CI asks. On a failure it prints the command that shows or mends it.
import { spawnSync } from "node:child_process";
import { checkNode, childEnv, install, nodePath, root } from "./prepare.mjs";

checkNode();
install();
const parts = [
  { name: "database client", args: ["node_modules/prisma/build/index.js", "generate"], mend: "npx prisma generate" },
  { name: "lint", args: ["node_modules/oxlint/bin/oxlint", "-c", ".oxlintrc.json", "--deny-warnings", "."], mend: "npm run lint" },
  { name: "types", args: ["node_modules/typescript/bin/tsc", "--noEmit"], mend: "npm run typecheck" },
  { name: "build", args: ["node_modules/@remix-run/dev/dist/cli.js", "vite:build"], mend: "npm run build" },
  { name: "extensions", args: ["scripts/build-extensions.mjs"], mend: "npm run build:extensions" },
  ...["bulk-video-action", "product-video-action", "product-video-block"].map((name) => ({
    name: `types of ${name}`, args: ["node_modules/typescript/bin/tsc", "--noEmit", "-p", `extensions/${name}`], mend: `npx tsc -p extensions/${name}`,
  })),
  { name: "app doctor", args: ["scripts/check-app.mjs"], mend: "npm run doctor" },
  { name: "tests", npm: ["test"], mend: "npm test" },
  { name: "web and worker processes on a served PostgreSQL", args: ["scripts/served.ts"], mend: "npm run test:served" },
];
for (const part of parts) {
  const began = Date.now();
  process.stdout.write(`\n== ${part.name} ==\n`);
  const [file, args] = part.npm ? [process.platform === "win32" ? "npm.cmd" : "npm", part.npm] : [nodePath(), part.args];
  const { status } = spawnSync(file, args, { cwd: root, stdio: "inherit", shell: process.platform === "win32", env: childEnv(part.name === "build" ? { NODE_ENV: "production" } : {}) });
  if (status !== 0) {
    process.stderr.write(`\n${part.name} failed. See it again with: ${part.mend}\n`);
    process.exit(1);
  }
  process.stdout.write(`${part.name}: ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
}
