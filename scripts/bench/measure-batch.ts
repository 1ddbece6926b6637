// How many videos a minute the app makes when NemoVideo takes no time: whole batches, from the word to the last listing, with the real domain and queue on PostgreSQL and the
// stand-ins over HTTP in the same process; and how many a bare undici script makes with the same calls.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Agent } from "undici";
import { openJobQueue } from "#app/jobs/open-job-queue.server.ts";
import { systemClock } from "#app/lib/clock.ts";
import type { BatchWorkerDeps } from "#app/videos/batches/batch-deps.ts";
import { createBatch } from "#app/videos/batches/create-batch.server.ts";
import { startBatchWorkers } from "#app/videos/batches/start-batch-workers.server.ts";
import { documentedWaits, scaleWaits } from "#app/videos/pipeline/pipeline-waits.ts";
import type { PipelineDeps } from "#app/videos/pipeline/step-context.ts";
import { startVideoWorkers } from "#app/videos/start-video-workers.server.ts";
import { videoQueues } from "#app/videos/video-queues.ts";
import { openSoakWorld, type SoakShop } from "#scripts/soak/open-soak-world.ts";
import { recordCalls } from "./record-calls.ts";
import { findSlots, prepareReplay, sameCalls, type Recording } from "./replay-calls.ts";

/** Shopify takes 200 videos an hour of a shop from an app; a shop's batch stays well below. */
const PER_SHOP = 100;
/** Videos that are under way at the same time, in the app and in the script beside it. */
const AT_ONCE = 10;
/** Products of each shop for the recordings: the first video of a shop asks more. */
const WARM = 12;

export interface BatchFigures {
  products: number;
  /** From the word to the last listing, and the calls that went out for each video. */
  ours: { perMinute: number; calls: number };
  bare: { perMinute: number; calls: number };
  /** Messages that NemoVideo took and attachments that Shopify took for our videos. */
  messages: number;
  attached: number;
}

/** One measurement of each on one database, in turn. Throws Error when the videos do not all come to their end within `longestMs`. */
export async function measureBatch(o: { dir: string; databaseUrl: string; products: number; longestMs: number }): Promise<BatchFigures> {
  const each = Math.min(PER_SHOP, o.products);
  const world = await openSoakWorld({ dir: o.dir, databaseUrl: o.databaseUrl, shops: Math.ceil(o.products / PER_SHOP), productsPerShop: 2 * each + WARM, clock: systemClock, perShop: AT_ONCE, waits: scaleWaits(documentedWaits, 0.0005) });
  const byDomain = new Map(world.shops.map((shop) => [shop.domain, shop]));
  const [first] = world.shops;
  if (!first) throw new Error("no shop");
  const jobs = await openJobQueue({ connectionString: o.databaseUrl, catalog: videoQueues, works: true, pollSeconds: 0.5, log: { error: (fields, text) => void process.stderr.write(`${text} ${JSON.stringify(fields)}\n`) } });
  const deps = {
    ...world.worker("batch", first), jobs, showBalance: () => Promise.resolve(null), sendMail: null, adminLink: () => "",
    shopifyFor: async (domain: string) => (byDomain.get(domain) ?? first).admin,
  } as unknown as PipelineDeps & BatchWorkerDeps;
  const attachments = () => world.shops.reduce((sum, { shopify }) => sum + shopify.ledger.attachments.length, 0);

  const makeAll = async (name: string, of: [SoakShop, string[]][]): Promise<number> => {
    const began = performance.now();
    const wanted = attachments() + of.reduce((sum, [, gids]) => sum + gids.length, 0);
    for (const [shop, productGids] of of) await createBatch(deps, { shop: shop.domain, selection: { kind: "hand", productGids }, recipe: null, chosen: null, requestedBy: null, requestKey: name, confirmed: { capCredits: null } });
    while ((await world.db.batch.count({ where: { status: { not: "done" } } })) > 0) {
      if (performance.now() - began > o.longestMs) throw new Error(`only ${attachments()} of ${wanted} videos are attached after ${o.longestMs} ms`);
      await systemClock.sleep(100);
    }
    return (performance.now() - began) / 60_000;
  };
  const recordOne = async (shop: SoakShop, n: number): Promise<Recording> => {
    const recording = recordCalls();
    await makeAll(`warm ${n}`, [[shop, shop.productGids.slice(n, n + 1)]]);
    return { calls: recording.stop(), product: numberOf(shop.productGids[n]) };
  };
  try {
    await startVideoWorkers(deps);
    await startBatchWorkers(deps);
    const pair = await recordPair(first, recordOne);
    const replays = new Map<SoakShop, ReturnType<typeof prepareReplay>>();
    for (const shop of world.shops) replays.set(shop, prepareReplay(shop === first ? pair.recording : await recordLike(shop, pair.recording, recordOne), pair.differences));

    const messagesBefore = world.nemo.ledger.messagesAccepted();
    const attachedBefore = attachments();
    const counter = countCalls();
    const minutes = await makeAll("measured", world.shops.map((shop) => [shop, shop.productGids.slice(WARM, WARM + each)]));
    const calls = counter.stop();
    const figures = { messages: world.nemo.ledger.messagesAccepted() - messagesBefore, attached: attachments() - attachedBefore };
    const products = each * world.shops.length;

    const dispatcher = new Agent({ connections: AT_ONCE });
    const bareCounter = countCalls();
    const began = performance.now();
    const left = world.shops.flatMap((shop) => shop.productGids.slice(WARM + each).map((gid) => ({ replay: replays.get(shop), product: numberOf(gid) }))).values();
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (const { replay, product } of left) await replay?.({ dispatcher, product });
    }));
    const bare = { perMinute: products / ((performance.now() - began) / 60_000), calls: bareCounter.stop() / products };
    await dispatcher.close();
    if (attachments() - attachedBefore !== figures.attached + products) throw new Error("the bare script's videos are not all on their products");
    return { products, ours: { perMinute: products / minutes, calls: calls / products }, bare, ...figures };
  } finally {
    await jobs.stop(5_000);
    await world.close();
  }
}

const numberOf = (gid = ""): string => gid.split("/").at(-1) ?? "";

/** Two recordings of the same calls, after the first video of the shop, and what differs between them. */
async function recordPair(shop: SoakShop, recordOne: (shop: SoakShop, n: number) => Promise<Recording>) {
  await recordOne(shop, 0);
  const seen: Recording[] = [];
  for (let n = 1; n < WARM; n++) {
    const next = await recordOne(shop, n);
    const same = seen.find(({ calls }) => sameCalls(calls, next.calls));
    if (same) return { recording: next, differences: findSlots(next, same) };
    seen.push(next);
  }
  throw new Error("no two videos made the same calls");
}

async function recordLike(shop: SoakShop, like: Recording, recordOne: (shop: SoakShop, n: number) => Promise<Recording>): Promise<Recording> {
  for (let n = 0; n < WARM; n++) {
    const recording = await recordOne(shop, n);
    if (sameCalls(recording.calls, like.calls)) return recording;
  }
  throw new Error("no video of this shop made the calls of the first one");
}

function countCalls(): { stop(): number } {
  let calls = 0;
  const count = () => void calls++;
  subscribe("undici:request:create", count);
  return {
    stop() {
      unsubscribe("undici:request:create", count);
      return calls;
    },
  };
}
