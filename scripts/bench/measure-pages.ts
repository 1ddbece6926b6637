import { freePort } from "#prisma/embedded-postgres-host.ts";
import { countStatements, type StatementCounter } from "./count-statements.ts";
import { openBenchApp, SHOP } from "./open-bench-app.ts";
import { quantile, sendAsAdmin, type AdminSender } from "./send-as-admin.ts";
import { seededVideoId, seedVideos } from "./seed-videos.ts";
import { startServer } from "./start-server.ts";

const WARM_UP = 10;
/** Requests under way at the same time while pages are counted. */
const AT_ONCE = 4;

export interface PageFigures {
  name: string;
  sizes: { videos: number; loaderP50: number; loaderP95: number; statements: number; documentsPerSecond: number; bareDocumentsPerSecond: number }[];
}

export interface PagesFigures {
  pages: PageFigures[];
  bare: { loaderP95: number; documentsPerSecond: number };
}

interface Page {
  name: string;
  path: string;
  route: string;
}

/**
 * The app's pages with each number of videos in one shop, and the bare app's page in turn with them. The app runs without its worker, so that
 * only pages are measured; the balance of NemoVideo is asked as ever. Times in ms.
 */
export async function measurePages(o: { sizes: number[]; bareDir: string; loaderRuns: number; documentMs: number; warmUp?: number; say(line: string): void }): Promise<PagesFigures> {
  let counter: StatementCounter | undefined;
  const app = await openBenchApp({ speed: Infinity, env: { WORKER: "off" }, wrapDatabase: async (url) => (counter = await countStatements(url)).url });
  try {
    const barePort = await freePort();
    await app.start();
    const bareServer = await startServer({ port: barePort, cwd: o.bareDir, env: { ...app.env, WORKER: "off", DATABASE_URL: app.database.url } });
    const ours = sendAsAdmin({ world: app.world, port: app.appPort, connections: AT_ONCE });
    const bare = sendAsAdmin({ world: app.world, port: barePort, connections: AT_ONCE });
    try {
      return await measureAll();
    } finally {
      await ours.close();
      await bare.close();
      await bareServer.stop();
    }

    async function measureAll(): Promise<PagesFigures> {
      const product = app.world.shopify.product("stoneware-mug");
      if (!product) throw new Error("the catalogue has no stoneware-mug");
      const pages: Page[] = [
        { name: "Home", path: "/app", route: "routes/app._index" },
        { name: "Products", path: "/app/products", route: "routes/app.products._index" },
        { name: "Product", path: `/app/products/${product.gid.split("/").at(-1)}`, route: "routes/app.products.$productId" },
        { name: "Video", path: `/app/videos/${seededVideoId(42)}`, route: "routes/app.videos.$videoId" },
        { name: "Batches", path: "/app/batches", route: "routes/app.batches._index" },
        { name: "Settings", path: "/app/settings", route: "routes/app.settings" },
      ];
      const figures: PageFigures[] = pages.map(({ name }) => ({ name, sizes: [] }));
      const bareLoader = await timesOf(o, () => bare.loader("/app", "routes/app._index"));
      let bareRate = 0;
      let from = 0;
      for (const videos of o.sizes) {
        await seedVideos(app.database.client, { shop: SHOP, from, to: videos, productGids: [product.gid] });
        from = videos;
        for (const [at, page] of pages.entries()) {
          const loader = () => ours.loader(page.path, page.route);
          const times = await timesOf(o, loader);
          const before = counter?.count() ?? 0;
          await loader();
          const statements = (counter?.count() ?? 0) - before;
          // In turn with the bare page, so that both meet the same machine.
          bareRate = await documentsPerSecond(bare, "/app", o.documentMs / 2);
          const rate = await documentsPerSecond(ours, page.path, o.documentMs);
          bareRate = (bareRate + (await documentsPerSecond(bare, "/app", o.documentMs / 2))) / 2;
          const [loaderP50, loaderP95] = [quantile(times, 0.5), quantile(times, 0.95)];
          figures[at]?.sizes.push({ videos, loaderP50, loaderP95, statements, documentsPerSecond: rate, bareDocumentsPerSecond: bareRate });
          o.say(`${videos} videos, ${page.name}: loader p50 ${loaderP50.toFixed(1)} ms, p95 ${loaderP95.toFixed(1)} ms, ${statements} statements; ${rate.toFixed(0)} pages/s beside ${bareRate.toFixed(0)}`);
        }
      }
      return { pages: figures, bare: { loaderP95: quantile(bareLoader, 0.95), documentsPerSecond: bareRate } };
    }
  } finally {
    await app.close();
    await counter?.close();
  }
}

async function timesOf({ loaderRuns, warmUp = WARM_UP }: { loaderRuns: number; warmUp?: number }, send: () => Promise<number>): Promise<number[]> {
  for (let i = 0; i < warmUp; i++) await send();
  const times: number[] = [];
  for (let i = 0; i < loaderRuns; i++) times.push(await send());
  return times;
}

async function documentsPerSecond(sender: AdminSender, path: string, forMs: number): Promise<number> {
  for (let i = 0; i < AT_ONCE; i++) await sender.document(path);
  const began = performance.now();
  let done = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (performance.now() - began < forMs) {
      await sender.document(path);
      done++;
    }
  }));
  return done / ((performance.now() - began) / 1000);
}
