// npm run backup -- DIR: the database and the kept files into an empty or new folder. The app may run meanwhile. Secrets stay sealed in it: ENCRYPTION_KEY
// is kept elsewhere, and without it a backup opens nothing.
import { cp, mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { readEnv } from "#app/env.server.ts";
import { EMBEDDED_DATABASE, prepareDatabase } from "#prisma/prepare-database.ts";
import { dumpDatabase } from "./backup/dump-database.ts";

try {
  const [to] = process.argv.slice(2);
  if (!to) throw new Error("Usage: npm run backup -- FOLDER");
  await mkdir(to, { recursive: true, mode: 0o700 });
  if ((await readdir(to)).length > 0) throw new Error(`${to} is not empty: every backup has a folder of its own.`);
  readEnv({ ...process.env, DATABASE_URL: process.env.DATABASE_URL || EMBEDDED_DATABASE });
  await prepareDatabase();
  const env = readEnv();
  const counts = await dumpDatabase(env.DATABASE_URL, path.join(to, "database.jsonl.gz"));
  // After the rows: a file that came in between is only one too many.
  await cp(env.KEPT_FILES_DIR, path.join(to, "kept"), { recursive: true, preserveTimestamps: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error; // nothing was kept yet
  });
  process.stdout.write(`${Object.values(counts).reduce((sum, count) => sum + count, 0)} rows of ${Object.keys(counts).length} tables and the kept files are in ${to}.\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
