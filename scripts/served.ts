// `npm run test:served`: the built app as two web and two worker processes on a PostgreSQL server started for the purpose (or the one that SERVED_DATABASE_URL
// names, with an empty database). Migrations at the first start, a batch of videos, a rolling restart of everything under load, graceful stops. About two minutes.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { embeddedDatabaseUrl, stopEmbeddedPostgres } from "#prisma/embedded-postgres.ts";
import { buildIfNeeded } from "#scripts/build-if-needed.ts";
import { runServed } from "#scripts/served/run-served.ts";

await buildIfNeeded();
const dir = mkdtempSync(path.join(tmpdir(), "shelfreel-served-"));
const say = (line: string) => console.log(`served: ${line}`);
const given = process.env.SERVED_DATABASE_URL;
let good = false;
try {
  const findings = await runServed({ dir, databaseUrl: given || (await embeddedDatabaseUrl(path.join(dir, "pg"))), tell: say });
  for (const finding of findings) say(`  WRONG: ${finding}`);
  good = findings.length === 0;
  say(good ? "good" : `${findings.length} findings`);
  if (!good) console.error(readFileSync(path.join(dir, "worker.ts.log"), "utf8").split("\n").slice(-20).join("\n"));
} finally {
  if (!given) await stopEmbeddedPostgres(path.join(dir, "pg"));
  rmSync(dir, { recursive: true, force: true });
}
process.exit(good ? 0 : 1);
