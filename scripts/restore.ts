// npm run restore -- DIR: a backup into an empty database and the folder of kept files. Stop every process of the app first.
import { cp } from "node:fs/promises";
import path from "node:path";
import { readEnv } from "#app/env.server.ts";
import { EMBEDDED_DATABASE, prepareDatabase } from "#prisma/prepare-database.ts";
import { loadDatabase } from "./backup/load-database.ts";

try {
  const [from] = process.argv.slice(2);
  if (!from) throw new Error("Usage: npm run restore -- FOLDER");
  readEnv({ ...process.env, DATABASE_URL: process.env.DATABASE_URL || EMBEDDED_DATABASE });
  await prepareDatabase();
  const env = readEnv();
  const { at, rows, held } = await loadDatabase(env.DATABASE_URL, path.join(from, "database.jsonl.gz"));
  await cp(path.join(from, "kept"), env.KEPT_FILES_DIR, { recursive: true, preserveTimestamps: true, force: false }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error; // nothing was kept then
  });
  process.stdout.write(`${rows} rows of ${at} are back. ${held} videos that may have been begun since wait for a person; nothing is sent again.\nErase again what was erased since: docs/operations.md says how.\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
