// The built app as in production on a database of its own, against the stand-ins: a web process and, if wanted, a worker.
import path from "node:path";
import { readCatalog } from "#fakes/shopify/read-catalog.ts";
import { APP_URL, startWorld } from "#fakes/start-world.ts";
import { freePort } from "#prisma/embedded-postgres-host.ts";
import { embeddedDatabaseUrl, stopEmbeddedPostgres } from "#prisma/embedded-postgres.ts";
import { forwardTo } from "./forward-to.ts";
import { actAsMerchant } from "#scripts/demo/act-as-merchant.ts";
import { startProcess } from "#scripts/chaos/start-process.ts";

const SPEED = 60;
const catalogFile = path.resolve(import.meta.dirname, "../../fakes/shopify/catalog/products.csv");

/** `dir` takes everything that is written. `databaseUrl` names an empty or migrated database; without it one is started in `dir`. */
export async function openLoneApp(o: { dir: string; worker: boolean; databaseUrl?: string }) {
  const pgDir = path.join(o.dir, "pg");
  const databaseUrl = o.databaseUrl ?? (await embeddedDatabaseUrl(pgDir));
  const appPort = await freePort();
  const world = await startWorld({
    stateDir: path.join(o.dir, "world"), speed: SPEED, appPort, catalog: await readCatalog(catalogFile), film: { size: 128, fps: 5 },
    nemo: { tokens: [{ nemoToken: "nmv_usr_canary_load", userId: "load", credits: 100_000 }] },
  });
  const env: Record<string, string> = {
    PATH: process.env["PATH"] ?? "", ...world.env, NODE_ENV: "production", DATABASE_URL: databaseUrl, ENCRYPTION_KEY: "cd".repeat(32), NEMO_TOKEN: "nmv_usr_canary_load", METRICS_TOKEN: "operator-token-of-load",
    KEPT_FILES_DIR: path.join(o.dir, "kept"), WAIT_SCALE: String(1 / SPEED), JOB_POLL_SECONDS: "0.5", LOG_LEVEL: "warn",
  };
  const web = await startProcess("server.ts", { env, logFile: path.join(o.dir, "server.log") });
  const worker = o.worker ? await startProcess("worker.ts", { env, logFile: path.join(o.dir, "worker.log") }) : null;
  const edge = await forwardTo(appPort, web.port);
  const merchant = actAsMerchant({ appUrl: APP_URL, proxyUrl: world.net.proxyUrl, caFile: world.net.caFile, sessionToken: () => world.shopify.sessionToken() });
  return {
    world, env, merchant, databaseUrl, port: web.port, shop: "good-things.myshopify.com",
    async close() {
      await merchant.close();
      await worker?.stop();
      await web.stop();
      await edge.close();
      await world.close();
      if (!o.databaseUrl) await stopEmbeddedPostgres(pgDir);
    },
  };
}
export type LoneApp = Awaited<ReturnType<typeof openLoneApp>>;
