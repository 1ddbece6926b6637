import { randomBytes } from "node:crypto";
import path from "node:path";
import pg from "pg";
import { embeddedDatabaseUrl, stopEmbeddedPostgres } from "#prisma/embedded-postgres.ts";
import { applyMigrations } from "#prisma/prepare-database.ts";

const PG_DIR = path.resolve(import.meta.dirname, "../../.data/bench-pg");
const PREFIX = "shelfreel_bench_";

export interface BenchDatabase {
  url: string;
  /** One connection for preparing and looking. */
  client: pg.Client;
  close(): Promise<void>;
}

/** A migrated database of its own on an embedded server for benchmarks; the server ends with the last of them. */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const adminUrl = await embeddedDatabaseUrl(PG_DIR);
  const name = `${PREFIX}${process.pid}_${randomBytes(4).toString("hex")}`;
  await asAdmin(adminUrl, (admin) => admin.query(`CREATE DATABASE ${name}`));
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  await applyMigrations(String(url));
  const client = new pg.Client({ connectionString: String(url) });
  await client.connect();
  return {
    url: String(url), client,
    async close() {
      await client.end();
      const left = await asAdmin(adminUrl, async (admin) => {
        await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
        return (await admin.query("SELECT 1 FROM pg_database WHERE datname LIKE $1", [`${PREFIX}%`])).rowCount;
      });
      if (left === 0) await stopEmbeddedPostgres(PG_DIR);
    },
  };
}

async function asAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
