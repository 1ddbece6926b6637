import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";

const ROWS_AT_ONCE = 500;

/** First line of a dump. */
export interface DumpHeader {
  format: 1;
  at: string;
  /** Names of the migrations that were applied: a restore needs a database with just these. */
  migrations: string[];
}

/** The app's tables, parents before children. pg-boss's own are left out: its jobs are made anew from the rows. */
export async function tablesInOrder(client: pg.Client): Promise<string[]> {
  const { rows: all } = await client.query<{ name: string }>("SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations' ORDER BY relname");
  const { rows: needs } = await client.query<{ child: string; parent: string }>(
    "SELECT c.relname AS child, p.relname AS parent FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND c.oid <> p.oid",
  );
  const ordered: string[] = [];
  while (ordered.length < all.length) {
    const next = all.filter(({ name }) => !ordered.includes(name) && needs.every(({ child, parent }) => child !== name || ordered.includes(parent)));
    if (next.length === 0) throw new Error("The tables point at each other in a circle.");
    ordered.push(...next.map(({ name }) => name));
  }
  return ordered;
}

/** Writes every row of the app as one gzipped file of JSON lines, all as of one moment. Gives the number of rows per table. */
export async function dumpDatabase(url: string, file: string): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const counts: Record<string, number> = {};
  async function* lines(): AsyncGenerator<string> {
    const { rows: applied } = await client.query<{ name: string }>("SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name");
    const header: DumpHeader = { format: 1, at: new Date().toISOString(), migrations: applied.map(({ name }) => name) };
    yield `${JSON.stringify(header)}\n`;
    for (const table of await tablesInOrder(client)) {
      // Ids grow with time, so that a row which points at an older one of its own table comes after it.
      const { rows: key } = await client.query<{ name: string }>("SELECT a.attname AS name FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey) WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY array_position(i.indkey::int2[], a.attnum)", [`"${table}"`]);
      await client.query(`DECLARE rows NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS row FROM "${table}" t ORDER BY ${key.map(({ name }) => `"${name}"`).join(", ")}`);
      counts[table] = 0;
      for (;;) {
        const { rows } = await client.query<{ row: string }>(`FETCH ${ROWS_AT_ONCE} FROM rows`);
        if (rows.length === 0) break;
        counts[table] += rows.length;
        yield rows.map(({ row }) => `{"table":${JSON.stringify(table)},"row":${row}}\n`).join("");
      }
      await client.query("CLOSE rows");
    }
  }
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await pipeline(Readable.from(lines()), createGzip(), createWriteStream(file, { mode: 0o600 }));
    await client.query("COMMIT");
    return counts;
  } finally {
    await client.end();
  }
}
