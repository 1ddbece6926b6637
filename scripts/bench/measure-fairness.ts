// How long a shop with one video waits for its paid message to go out, alone and beside a shop whose batch has hundreds: the real domain, queue,
// admission and pipeline on a database, with a provider that only takes time.
import { randomBytes, randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import "#app/words/words.server.ts"; // texts in English, as for a request that names no language
import { openJobQueue } from "#app/jobs/open-job-queue.server.ts";
import { systemClock } from "#app/lib/clock.ts";
import type { NemoAccount, NemoClient } from "#app/nemo/nemo-client.ts";
import type { ProductForVideo, ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import { createNemoPace } from "#app/shops/nemo-pace.server.ts";
import type { BatchWorkerDeps } from "#app/videos/batches/batch-deps.ts";
import { createBatch } from "#app/videos/batches/create-batch.server.ts";
import { startBatchWorkers } from "#app/videos/batches/start-batch-workers.server.ts";
import { documentedWaits, scaleWaits } from "#app/videos/pipeline/pipeline-waits.ts";
import type { PipelineDeps } from "#app/videos/pipeline/step-context.ts";
import { requestVideo } from "#app/videos/request-video.server.ts";
import { startVideoWorkers } from "#app/videos/start-video-workers.server.ts";
import { videoQueues } from "#app/videos/video-queues.ts";

const BIG = "big.myshopify.com";
const RECIPE = "ecommerce-product-video";

export interface FairnessOptions {
  databaseUrl: string;
  /** Products in the batch of the large shop. */
  big: number;
  /** Small shops, one after the other, each with one video. */
  small: number;
  /** How long the provider works on one message, and the pause between two small shops, in ms. */
  turnMs: number;
  everyMs: number;
}

export interface Waits {
  /** From the merchant's click to the moment when the paid message goes out, in ms, sorted. */
  waits: number[];
  /** Videos of the large shop that were in progress when the small ones came, and that its batch got made meanwhile. */
  bigBusy: number;
  bigMade: number;
  /** How long the small ones would have waited in one line behind the large shop's batch, at the pace at which that went, in ms. */
  inLineMs: number;
}

/** The value that `share` of the sorted numbers do not exceed. */
export const percentile = (sorted: number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;

/** First without the large shop, then with it, on the same database and the same worker. */
export async function measureFairness(o: FairnessOptions): Promise<{ alone: Waits; beside: Waits }> {
  const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: o.databaseUrl, max: 12 }) });
  const log = { info: () => {}, warn: () => {}, error: (fields: object, text: string) => process.stderr.write(`${text}: ${(fields as { err?: Error }).err?.message}\n`) };
  const jobs = await openJobQueue({ connectionString: o.databaseUrl, catalog: videoQueues, works: true, pollSeconds: 0.5, log });
  const deps = makeDeps(db, jobs, log, o.turnMs);
  try {
    await startVideoWorkers(deps);
    await startBatchWorkers(deps);
    await askOneByOne(deps, o, "warm", 2);
    const alone = await askOneByOne(deps, o, "alone", o.small);
    await db.shop.create({ data: { domain: BIG } });
    const productGids = Array.from({ length: o.big }, (_, i) => `gid://shopify/Product/${1_000_000 + i}`);
    await createBatch(deps, { shop: BIG, selection: { kind: "hand", productGids }, recipe: null, chosen: null, requestedBy: null, requestKey: "big", confirmed: { capCredits: null } });
    while ((await busyOf(db)) < deps.perShop) await systemClock.sleep(20);
    return { alone, beside: await askOneByOne(deps, o, "beside", o.small) };
  } finally {
    await jobs.stop(5_000);
    await db.$disconnect();
  }
}

const busyOf = (db: PrismaClient) => db.video.count({ where: { shop: BIG, status: { in: ["making", "publishing"] } } });

async function askOneByOne(deps: PipelineDeps, o: FairnessOptions, name: string, times: number): Promise<Waits> {
  const { db } = deps;
  const bigBusy = await busyOf(db);
  const before = await db.message.count({ where: { video: { shop: BIG }, sentAt: { not: null } } });
  const began = performance.now();
  const asked: string[] = [];
  for (let i = 0; i < times; i++) {
    const shop = `${name}-${i}.myshopify.com`;
    asked.push((await requestVideo(deps, { shop, admin: await deps.shopifyFor(shop), productGid: `gid://shopify/Product/${i + 1}`, recipe: null, prompt: null, requestedBy: null })).videoId);
    await systemClock.sleep(o.everyMs);
  }
  let sent: { sentAt: Date | null; video: { createdAt: Date } }[] = [];
  const until = performance.now() + 120_000;
  while (sent.length < times) {
    if (performance.now() > until) throw new Error(`only ${sent.length} of ${times} messages went out within two minutes`);
    await systemClock.sleep(50);
    sent = await db.message.findMany({ where: { videoId: { in: asked }, sentAt: { not: null } }, select: { sentAt: true, video: { select: { createdAt: true } } } });
  }
  const bigMade = (await db.message.count({ where: { video: { shop: BIG }, sentAt: { not: null } } })) - before;
  const left = await db.batchItem.count({ where: { shop: BIG, state: "waiting" } });
  const inLineMs = bigMade ? Math.round((left * (performance.now() - began)) / bigMade) : 0;
  return { inLineMs, waits: sent.map(({ sentAt, video }) => (sentAt?.getTime() ?? 0) - video.createdAt.getTime()).sort((a, b) => a - b), bigBusy, bigMade };
}

function makeDeps(db: PrismaClient, jobs: PipelineDeps["jobs"], log: PipelineDeps["log"], turnMs: number): PipelineDeps & BatchWorkerDeps {
  const nemo = slowNemo(turnMs);
  const shopify = quickShopify();
  return {
    db, jobs, nemo, log, clock: systemClock, perShop: 3, workerId: "fairness", waits: scaleWaits(documentedWaits, 0.001),
    nemoFor: () => (call: (account: NemoAccount) => Promise<unknown>) => call({ kind: "own", nemoToken: "nmv_usr_bench", skillSource: RECIPE }),
    shopifyFor: () => Promise.resolve(shopify),
    showBalance: () => Promise.resolve(null),
    fetchPicture: () => Promise.resolve({ bytes: randomBytes(64), mime: "image/jpeg" }),
    rooms: { read: () => Promise.resolve(null) },
    pace: createNemoPace({ db, clock: systemClock, operatorToken: undefined, openTurns: 100 }),
  } as unknown as PipelineDeps & BatchWorkerDeps;
}

/** Takes its time for a message and then asks back: the place is held as long as by a real one, and nothing is rendered. */
function slowNemo(turnMs: number): NemoClient {
  const uploads = new Map<string, { name: string; url: null; hash: null }[]>();
  return {
    readCredits: () => Promise.resolve({ available: 1_000_000, frozen: 0, total: 1_000_000 }),
    pollRender: () => Promise.resolve({ status: "unknown_id", progress: null, url: null }),
    openSession: () => Promise.resolve({ nemoSessionId: randomUUID(), nemoTaskId: null }),
    async uploadPictures(_account, o) {
      uploads.set(o.nemoSessionId, o.pictures.map(({ filename }) => ({ name: filename, url: null, hash: null })));
    },
    readState: (_account, o) => Promise.resolve({ draftJson: null, tracks: [], durationMs: 0, ready: false, canvas: null, uploads: uploads.get(o.nemoSessionId) ?? [], generatedMediaCount: 0, fingerprint: "none" }),
    async say() {
      await systemClock.sleep(turnMs);
      return { kind: "question", title: "", questions: [{ id: "q", prompt: "Which shape?", options: [], allowMultiple: false }] };
    },
  } as Partial<NemoClient> as NemoClient;
}

function quickShopify(): ShopifyAdmin {
  const product = (productGid: string): ProductForVideo => ({
    productGid, title: `Product ${productGid.split("/").at(-1)}`, handle: "product", productStatus: "ACTIVE", vendor: "", productType: "", description: "", options: [], price: null, updatedAt: "2026-11-21T00:00:00Z", mediaCount: 1, videos: [],
    pictures: [{ mediaGid: "gid://shopify/MediaImage/1", alt: null, url: "https://cdn.shopify.com/1.jpg", width: 1000, height: 1000 }],
  });
  return {
    getProduct: ({ productGid }: { productGid: string }) => Promise.resolve(product(productGid)),
    getMaterial: ({ productGid }: { productGid: string }) => Promise.resolve(product(productGid)),
    getBatchProducts: ({ productGids }: { productGids: string[] }) => Promise.resolve(productGids.map((productGid) => ({ productGid, title: "Product", productStatus: "ACTIVE" as const, mediaCount: 1, hasPicture: true, hasVideo: null }))),
    readVideoRoom: () => Promise.resolve(null),
  } as unknown as ShopifyAdmin;
}
