import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { heldAfterRestore, pausedAfterRestore } from "#app/videos/describe-restore.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { tablesInOrder, type DumpHeader } from "./dump-database.ts";

export interface Loaded {
  at: string;
  rows: number;
  /** Videos that may have been begun after the backup was made, and now wait for a person. */
  held: number;
}

/**
 * Puts a dump into a database that has the same migrations and no rows: all of it or nothing. What the backup knows as not begun may have been
 * begun and paid since, so every such video is held for a person, and running batches pause: a restore never pays twice. Throws an Error
 * with one sentence for people.
 */
export async function loadDatabase(url: string, file: string): Promise<Loaded> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("BEGIN");
    const tables = await tablesInOrder(client);
    for (const table of tables) if ((await client.query(`SELECT 1 FROM "${table}" LIMIT 1`)).rowCount) throw new Error(`The database already has rows (${table}). Restore into an empty one.`);
    let header: DumpHeader | null = null;
    let rows = 0;
    for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Infinity })) {
      if (!header) {
        header = readHeader(line);
        await checkMigrations(client, header);
        continue;
      }
      const { table } = JSON.parse(line) as { table: string };
      if (!tables.includes(table)) throw new Error(`The backup has a table that this database has not: ${table}.`);
      await client.query(`INSERT INTO "${table}" SELECT * FROM json_populate_record(NULL::"${table}", ($1::json)->'row')`, [line]);
      rows++;
    }
    if (!header) throw new Error("The backup is empty.");
    await client.query(`SELECT setval(pg_get_serial_sequence('"VideoEvent"', 'id'), coalesce((SELECT max(id) FROM "VideoEvent"), 0) + 1, false)`);
    const held = await holdUncertain(client, header.at);
    await client.query("COMMIT");
    return { at: header.at, rows, held };
  } finally {
    await client.end();
  }
}

function readHeader(line: string): DumpHeader {
  const header = JSON.parse(line) as Partial<DumpHeader>;
  if (header.format !== 1 || !header.at || !Array.isArray(header.migrations)) throw new Error("This is no backup of Shelfreel.");
  return header as DumpHeader;
}

async function checkMigrations(client: pg.Client, { migrations }: DumpHeader): Promise<void> {
  const { rows } = await client.query<{ name: string }>("SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL");
  const here = new Set(rows.map(({ name }) => name));
  const missing = migrations.filter((name) => !here.has(name));
  const more = rows.filter(({ name }) => !migrations.includes(name)).map(({ name }) => name);
  if (missing.length + more.length > 0) throw new Error(`The backup was made with another version of the app (${[...missing.map((name) => `missing here: ${name}`), ...more.map((name) => `new here: ${name}`)].join(", ")}). Restore with the version that made it, then update.`);
}

async function holdUncertain(client: pg.Client, at: string): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE "Video" v SET status = 'attention', "errorCode" = 'app.restored', "merchantText" = $1, charged = 'maybe', "canRetry" = false, "nextTryAt" = NULL, "leaseOwner" = NULL, "leaseUntil" = NULL, revision = revision + 1
     WHERE status IN ('queued', 'making') AND NOT EXISTS (SELECT 1 FROM "Message" m WHERE m."videoId" = v.id AND m."sentAt" IS NOT NULL)`, [keepSentence(heldAfterRestore(at))],
  );
  await client.query(`UPDATE "Batch" SET status = 'paused', "pausedWhy" = 'person', "pausedText" = $1, revision = revision + 1 WHERE status = 'running'`, [keepSentence(pausedAfterRestore())]);
  await client.query(`UPDATE "Video" SET "leaseOwner" = NULL, "leaseUntil" = NULL WHERE "leaseOwner" IS NOT NULL`);
  return rowCount ?? 0;
}
