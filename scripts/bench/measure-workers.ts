// How many videos a minute some workers make while NemoVideo's long turns are the limit: the real domain and queue on PostgreSQL, the stand-ins over HTTP. Each worker is a
// queue of its own with its own connections, all in one process, so that processor time is shared as on one small machine.
import type { Prisma } from "@prisma/client";
import { openJobQueue } from "#app/jobs/open-job-queue.server.ts";
import { systemClock } from "#app/lib/clock.ts";
import { documentedWaits, scaleWaits } from "#app/videos/pipeline/pipeline-waits.ts";
import { requestVideo } from "#app/videos/request-video.server.ts";
import { startVideoWorkers } from "#app/videos/start-video-workers.server.ts";
import { videoQueues, videoTurnQueue } from "#app/videos/video-queues.ts";
import { openSoakWorld } from "#scripts/soak/open-soak-world.ts";

const LONGEST_MS = 300_000;

export interface WorkersOptions {
  dir: string;
  databaseUrl: string;
  workers: number;
  videos: number;
  /** How long NemoVideo works on one message, in ms. */
  turnMs: number;
  /** Turns that one worker has open at once. */
  turnsAtOnce: number;
}

/** Videos published a minute, from the first turn to the last video, all of them ready for their turns before. Throws Error when they do not all come to their end. */
export async function measureWorkers(o: WorkersOptions): Promise<{ videosPerMinute: number; published: number; messages: number }> {
  const world = await openSoakWorld({ dir: o.dir, databaseUrl: o.databaseUrl, shops: 1, productsPerShop: o.videos, clock: systemClock, perShop: o.videos, waits: scaleWaits(documentedWaits, 0.005) });
  const [shop] = world.shops;
  if (!shop) throw new Error("no shop");
  world.nemo.control.set({ delays: { generate: o.turnMs * 0.8, postProduction: o.turnMs * 0.1, reply: o.turnMs * 0.2, renderQueue: 0, render: 50 } });
  world.nemo.control.clock.fast(1);
  const log = { error: (_fields: object, text: string) => void process.stderr.write(`${text}\n`) };
  const queues = await Promise.all(Array.from({ length: o.workers }, () => openJobQueue({ connectionString: o.databaseUrl, catalog: videoQueues, works: true, pollSeconds: 0.5, log })));
  try {
    const asks = { ...world.worker("asks", shop), perShop: o.videos };
    for (const productGid of shop.productGids) await requestVideo(asks, { shop: shop.domain, admin: shop.admin, productGid, recipe: null, prompt: null, requestedBy: null });
    const turns: (() => Promise<void>)[] = [];
    for (const [i, jobs] of queues.entries()) {
      const work: typeof jobs.work = async (definition, handler) => {
        if (definition.name !== videoTurnQueue.name) return jobs.work(definition, handler);
        turns.push(() => jobs.work({ ...definition, concurrency: o.turnsAtOnce }, handler));
      };
      await startVideoWorkers({ ...world.worker(`worker-${i}`, shop), jobs: { ...jobs, work } });
    }
    const waitWhile = async (where: Prisma.VideoWhereInput) => {
      const until = performance.now() + LONGEST_MS;
      for (let left = 1; left > 0; ) {
        await systemClock.sleep(100);
        left = await world.db.video.count({ where });
        if (performance.now() > until) throw new Error(`${left} videos are still on their way`);
      }
    };
    // What comes before the turn takes no time of the provider, and more of the processor the more videos there are.
    await waitWhile({ status: { in: ["queued", "making"] }, step: { not: "generate" } });
    const began = performance.now();
    await Promise.all(turns.map((start) => start()));
    await waitWhile({ status: { in: ["queued", "making", "publishing"] } });
    const minutes = (performance.now() - began) / 60_000;
    return { videosPerMinute: o.videos / minutes, published: await world.db.video.count({ where: { status: "published" } }), messages: world.nemo.ledger.messagesAccepted() };
  } finally {
    await Promise.all(queues.map((jobs) => jobs.stop(5_000)));
    await world.close();
  }
}
