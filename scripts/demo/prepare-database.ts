import { readdirSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { runProgram } from "#scripts/run-program.ts";
import { embeddedDatabaseUrl } from "#prisma/embedded-postgres.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** Starts the embedded database in `dir` and applies the migrations that it does not have yet. */
export async function prepareDatabase(dir: string): Promise<{ url: string; migrated: boolean }> {
  const url = await embeddedDatabaseUrl(dir);
  if (await isUpToDate(url)) return { url, migrated: false };
  await runProgram("prisma migrate deploy", process.execPath, ["node_modules/prisma/build/index.js", "migrate", "deploy"], { cwd: root, env: { ...process.env, DATABASE_URL: url } });
  return { url, migrated: true };
}

// Asked of the database directly: the Prisma command takes seconds to say the same.
async function isUpToDate(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query("SELECT to_regclass('public._prisma_migrations') AS found");
    if (!tables[0]?.found) return false;
    const { rows } = await client.query<{ migration_name: string }>("SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL");
    const applied = new Set(rows.map((row) => row.migration_name));
    const wanted = readdirSync(path.join(root, "prisma/migrations"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return wanted.every((entry) => applied.has(entry.name));
  } finally {
    await client.end();
  }
}
