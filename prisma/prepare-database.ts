// Before anything of the app is loaded: a database that is there, with every migration applied. Called by every process at its start.
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { embeddedDatabaseUrl } from "./embedded-postgres.ts";

const root = path.resolve(import.meta.dirname, "..");
/** Any number of our own: who holds it applies the migrations, the others wait. */
const LOCK = 7_203_441_180;

/** Stands for the embedded server where settings are judged before it has started. */
export const EMBEDDED_DATABASE = "postgresql://embedded";

/**
 * Sets DATABASE_URL to the embedded server when it is not set, and applies the migrations that the database does not have yet: once, however
 * many processes start at the same time. Throws an Error with one sentence for people.
 */
export async function prepareDatabase(): Promise<void> {
  process.env.DATABASE_URL ||= await embeddedDatabaseUrl();
  await applyMigrations(process.env.DATABASE_URL);
}

/** Applies what is missing to the database behind `url`, under a lock. Gives whether there was anything to do. */
export async function applyMigrations(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
  } catch (error) {
    throw new Error(`The database of DATABASE_URL cannot be reached: ${(error as Error).message || (error as NodeJS.ErrnoException).code}.`, { cause: error });
  }
  try {
    if (await isUpToDate(client)) return false;
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    if (await isUpToDate(client)) return false; // another process was first
    await deploy(url);
    return true;
  } finally {
    await client.end();
  }
}

// Asked of the database directly: the Prisma command takes seconds to say the same.
async function isUpToDate(client: pg.Client): Promise<boolean> {
  const { rows: tables } = await client.query<{ found: string | null }>("SELECT to_regclass('public._prisma_migrations') AS found");
  if (!tables[0]?.found) return false;
  const { rows } = await client.query<{ migration_name: string }>("SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL");
  const applied = new Set(rows.map((row) => row.migration_name));
  return readdirSync(path.join(root, "prisma/migrations"), { withFileTypes: true }).every((entry) => !entry.isDirectory() || applied.has(entry.name));
}

function deploy(url: string): Promise<void> {
  const command = spawn(process.execPath, [path.join(root, "node_modules/prisma/build/index.js"), "migrate", "deploy"], { cwd: root, env: { ...process.env, DATABASE_URL: url }, stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  for (const stream of [command.stdout, command.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  return new Promise((resolve, reject) => {
    command.once("error", reject);
    command.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`The database's migrations could not be applied:\n${said.join("").trim()}`))));
  });
}
