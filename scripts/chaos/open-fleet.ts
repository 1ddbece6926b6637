// The app as on many machines: web processes behind a balancer and worker processes on one PostgreSQL, against the stand-ins.
import path from "node:path";
import { readCatalog } from "#fakes/shopify/read-catalog.ts";
import { APP_URL, startWorld } from "#fakes/start-world.ts";
import { freePort } from "#prisma/embedded-postgres-host.ts";
import { actAsMerchant } from "#scripts/demo/act-as-merchant.ts";
import { spreadConnections } from "./spread-connections.ts";
import { startProcess, type FleetProcess } from "./start-process.ts";

const SPEED = 60;
const NEMO_TOKEN = "nmv_usr_canary_fleet";
const catalogFile = path.resolve(import.meta.dirname, "../../fakes/shopify/catalog/products.csv");

/** Products of the built-in catalogue that a video can be made of. */
export const fleetProducts = ["stoneware-mug", "walnut-desk-lamp", "linen-cushion", "canvas-tote", "beeswax-candle", "olive-soap", "oak-board"];

/** `dir` takes everything that is written; `databaseUrl` names an empty or migrated database. */
export async function openFleet(o: { dir: string; databaseUrl: string; film?: { size: number; fps: number } }) {
  const appPort = await freePort();
  const world = await startWorld({
    stateDir: path.join(o.dir, "world"), speed: SPEED, appPort, catalog: await readCatalog(catalogFile), film: o.film ?? { size: 128, fps: 5 },
    nemo: { tokens: [{ nemoToken: NEMO_TOKEN, userId: "fleet", credits: 100_000 }] },
  });
  const webs: FleetProcess[] = [];
  const workers: FleetProcess[] = [];
  const balancer = await spreadConnections(appPort, () => webs.filter((web) => web.isAlive()).map((web) => web.port));
  const env = {
    PATH: process.env.PATH ?? "", ...world.env, NODE_ENV: "production", DATABASE_URL: o.databaseUrl, ENCRYPTION_KEY: "cd".repeat(32), NEMO_TOKEN,
    KEPT_FILES_DIR: path.join(o.dir, "kept"), WAIT_SCALE: String(1 / SPEED), JOB_POLL_SECONDS: "0.5", VIDEOS_IN_PROGRESS_PER_SHOP: "8",
  };
  const start = async (list: FleetProcess[], file: "server.ts" | "worker.ts") => {
    const started = await startProcess(file, { env, logFile: path.join(o.dir, `${file}.log`) });
    list.push(started);
    return started;
  };
  const merchant = actAsMerchant({ appUrl: APP_URL, proxyUrl: world.net.proxyUrl, caFile: world.net.caFile, sessionToken: () => world.shopify.sessionToken() });
  return {
    world, webs, workers, merchant,
    startWeb: () => start(webs, "server.ts"),
    startWorker: () => start(workers, "worker.ts"),
    productId: (handle: string) => world.shopify.product(handle)?.gid.split("/").at(-1) ?? "",
    async close() {
      await Promise.all([...webs, ...workers].filter((one) => one.isAlive()).map((one) => one.stop()));
      await merchant.close();
      await balancer.close();
      await world.close();
    },
  };
}
export type Fleet = Awaited<ReturnType<typeof openFleet>>;
