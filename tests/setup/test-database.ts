import { randomBytes } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import pg from "pg";
import { inject } from "vitest";

export interface TestDatabase {
  url: string;
  db: PrismaClient;
  close(): Promise<void>;
}

/** A migrated database of its own, copied from the template. Dropped by close(). */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `${inject("databasePrefix")}_${randomBytes(5).toString("hex")}`;
  const adminUrl = inject("adminDatabaseUrl");
  await asAdmin(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${inject("templateDatabase")}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: String(url), max: 5 }) });
  return {
    url: String(url), db,
    async close() {
      await db.$disconnect();
      await asAdmin(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Copies of one template cannot be made at the same moment.
    await client.query("SELECT pg_advisory_lock(4711)");
    await client.query(sql);
  } finally {
    await client.end();
  }
}
