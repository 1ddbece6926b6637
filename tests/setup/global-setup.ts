// Once per run: a PostgreSQL of our own (or the given server), one migrated template database, and the sweep afterwards. Runs at the
// same time do not touch each other: every database carries the process id of its run.
import { execFileSync } from "node:child_process";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { embeddedDatabaseUrl, stopEmbeddedPostgres } from "#prisma/embedded-postgres.ts";

const PG_DIR = path.resolve(".data/test-pg");
const TEMPLATE = `shelfreel_t_${process.pid}_template`;

declare module "vitest" {
  export interface ProvidedContext {
    adminDatabaseUrl: string;
    templateDatabase: string;
    /** Databases of this run begin so. */
    databasePrefix: string;
  }
}

/** Provides the URL from which every test file makes a database of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const adminUrl = given || (await embeddedDatabaseUrl(PG_DIR));
  await withAdmin(adminUrl, async (admin) => {
    await dropDatabases(admin, (pid) => !isAlive(pid) || pid === process.pid);
    await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  });
  const url = new URL(adminUrl);
  url.pathname = `/${TEMPLATE}`;
  execFileSync(process.execPath, ["node_modules/prisma/build/index.js", "migrate", "deploy"], { env: { ...process.env, DATABASE_URL: String(url) }, stdio: ["ignore", "pipe", "pipe"] });
  project.provide("adminDatabaseUrl", adminUrl);
  project.provide("templateDatabase", TEMPLATE);
  project.provide("databasePrefix", `shelfreel_t_${process.pid}`);
  return async () => {
    const others = await withAdmin(adminUrl, (admin) => dropDatabases(admin, (pid) => !isAlive(pid) || pid === process.pid));
    if (!given && others === 0) await stopEmbeddedPostgres(PG_DIR);
  };
}

async function withAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** Drops the databases of the runs that `which` names; gives how many of others are left. */
async function dropDatabases(admin: pg.Client, which: (pid: number) => boolean): Promise<number> {
  const { rows } = await admin.query<{ datname: string }>("SELECT datname FROM pg_database WHERE datname LIKE 'shelfreel\\_t\\_%'");
  let left = 0;
  for (const { datname } of rows) {
    if (which(Number(/^shelfreel_t_(\d+)_/.exec(datname)?.[1] ?? 0))) await admin.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
    else left++;
  }
  return left;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
