// The built app as in production against the stand-ins, on a database of its own: what most benchmarks measure.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readCatalog } from "#fakes/shopify/read-catalog.ts";
import { startWorld, type World } from "#fakes/start-world.ts";
import type { CatalogProduct } from "#fakes/shopify/catalog-product.ts";
import { freePort } from "#prisma/embedded-postgres-host.ts";
import { openBenchDatabase, type BenchDatabase } from "./open-bench-database.ts";
import { startServer, type MeasuredServer } from "./start-server.ts";

export const NEMO_TOKEN = "nmv_usr_canary_bench";
export const NEMO_USER = "bench";
export const SHOP = "good-things.myshopify.com";
const catalogFile = path.resolve(import.meta.dirname, "../../fakes/shopify/catalog/products.csv");

export interface BenchAppOptions {
  /** Of the stand-ins' clocks; 1 is the makers' documented delays. */
  speed: number;
  catalog?: CatalogProduct[];
  film?: { size: number; fps: number };
  /** On top of what the app gets. */
  env?: Record<string, string>;
  /** In front of the database, for example to count statements. */
  wrapDatabase?(url: string): Promise<string>;
}

export interface BenchApp {
  world: World;
  database: BenchDatabase;
  appPort: number;
  /** What the app's process gets, with its secrets. */
  env: Record<string, string>;
  /** Starts server.ts in `cwd` (default: this repository) on the port that the stand-in admin opens. */
  start(o?: { cwd?: string; env?: Record<string, string> }): Promise<MeasuredServer>;
  close(): Promise<void>;
}

/** Nothing of the app runs before `start`. */
export async function openBenchApp(o: BenchAppOptions): Promise<BenchApp> {
  const dir = mkdtempSync(path.join(tmpdir(), "shelfreel-bench-"));
  const database = await openBenchDatabase();
  const appPort = await freePort();
  const world = await startWorld({
    stateDir: path.join(dir, "world"), speed: o.speed, appPort, catalog: o.catalog ?? (await readCatalog(catalogFile)), film: o.film ?? { size: 128, fps: 5 }, shop: SHOP, extensionsDir: null,
    nemo: { tokens: [{ nemoToken: NEMO_TOKEN, userId: NEMO_USER, credits: 1_000_000 }] },
  });
  const url = (await o.wrapDatabase?.(database.url)) ?? database.url;
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? "", ...world.env, NODE_ENV: "production", DATABASE_URL: url, ENCRYPTION_KEY: "ab".repeat(32), NEMO_TOKEN,
    KEPT_FILES_DIR: path.join(dir, "kept"), LOG_LEVEL: "warn", ...o.env,
  };
  const running: MeasuredServer[] = [];
  return {
    world, database, appPort, env,
    async start(extra = {}) {
      const server = await startServer({ port: appPort, env: { ...env, ...extra.env }, ...(extra.cwd && { cwd: extra.cwd }) });
      running.push(server);
      return server;
    },
    async close() {
      for (const server of running) await server.stop();
      await world.close();
      await database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
