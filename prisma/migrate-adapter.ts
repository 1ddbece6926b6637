// Lets Prisma's WebAssembly schema engine (prisma.config.ts: engine "js") drive any PostgreSQL through node-postgres, so
// that no engine binary is downloaded. Works round three faults of @prisma/adapter-pg 6.19.3: it rejects the catalogue
// types "name" and "char" (prisma/orm 27403), splits scripts at every ";", and its shadow database ignores the URL.
import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";

const READ_AS_TEXT: Record<number, number> = { 18: 25, 19: 25, 1003: 1009 };
const OID_CHAR = 18;
const COLUMN_TYPE_CHARACTER = 6;

// The adapter's inner parts have no public types; this names just what is touched.
interface Query { sql: string; oids?: number[] }
interface Inner {
  client: { query(sql: string): Promise<unknown> };
  performIO(query: Query): Promise<{ fields?: { dataTypeID: number }[] }>;
  queryRaw(query: Query): Promise<{ columnTypes: number[] }>;
  executeScript(script: string): Promise<void>;
  onError(error: unknown): never;
  dispose(): Promise<void>;
}

function mend(adapter: Inner): Inner {
  const performIO = adapter.performIO.bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.performIO = async (query) => {
    const result = await performIO(query);
    query.oids = (result.fields ?? []).map((field) => field.dataTypeID);
    for (const field of result.fields ?? []) field.dataTypeID = READ_AS_TEXT[field.dataTypeID] ?? field.dataTypeID;
    return result;
  };
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    result.columnTypes = result.columnTypes.map((type, i) => (query.oids?.[i] === OID_CHAR ? COLUMN_TYPE_CHARACTER : type));
    return result;
  };
  adapter.executeScript = async (script) => {
    try {
      await adapter.client.query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  return adapter;
}

const connect = async (url: string): Promise<Inner> =>
  mend((await new PrismaPg({ connectionString: url, max: 1, allowExitOnIdle: true }).connect()) as unknown as Inner);

/** A driver adapter factory for the Prisma CLI, good for every migrate command on the given database. */
export class MigrateAdapter {
  readonly provider = "postgres" as const;
  readonly adapterName = "@prisma/adapter-pg" as const;
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  connect(): Promise<Inner> {
    return connect(this.#url);
  }

  async connectToShadowDb(): Promise<Inner> {
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    const url = new URL(this.#url);
    url.pathname = `/${name}`;
    const main = await connect(this.#url);
    await main.executeScript(`CREATE DATABASE "${name}"`);
    const shadow = await connect(String(url));
    const end = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await end();
      await main.executeScript(`DROP DATABASE "${name}" WITH (FORCE)`);
      await main.dispose();
    };
    return shadow;
  }
}
