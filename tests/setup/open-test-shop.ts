import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import path from "node:path";
import { Agent, fetch as fetchThrough, ProxyAgent, request } from "undici";
import { startNet, type NetHost } from "#fakes/net/start-net.ts";
import { startFakeNemo } from "#fakes/nemo/start-fake-nemo.ts";
import { readCatalog } from "#fakes/shopify/read-catalog.ts";
import { startFakeShopify } from "#fakes/shopify/start-fake-shopify.ts";
import { openLocalFiles } from "#app/files/local-files.server.ts";
import { openJobQueue } from "#app/jobs/open-job-queue.server.ts";
import { createSecretBox } from "#app/lib/seal-secret.server.ts";
import { createGuardedDispatcher } from "#app/nemo/guarded-dispatcher.server.ts";
import { createNemoClient, type NemoClientOptions } from "#app/nemo/create-nemo-client.server.ts";
import { scaleNemoWaits, type NemoWaits } from "#app/nemo/nemo-waits.ts";
import { createAdminGraphql } from "#app/shopify/admin-graphql.server.ts";
import { createShopifyAdmin } from "#app/shopify/create-shopify-admin.server.ts";
import { fetchPicture } from "#app/shopify/fetch-picture.server.ts";
import { createNemoPace } from "#app/shops/nemo-pace.server.ts";
import { watchShopLocales } from "#app/shops/watch-shop-locales.server.ts";
import { callNemoFor, findNemoAccount } from "#app/shops/nemo-accounts.server.ts";
import { createShowBalance } from "#app/shops/show-balance.server.ts";
import type { BatchWorkerDeps } from "#app/videos/batches/batch-deps.ts";
import { createBatchesService } from "#app/videos/batches/create-batches-service.server.ts";
import { createVideosService } from "#app/videos/create-videos-service.server.ts";
import { documentedWaits, scaleWaits } from "#app/videos/pipeline/pipeline-waits.ts";
import { runVideoStep } from "#app/videos/pipeline/run-video-step.server.ts";
import type { PipelineDeps } from "#app/videos/pipeline/step-context.ts";
import { isAtRest, type VideoStatus } from "#app/videos/video-status.ts";
import { videoQueues } from "#app/videos/video-queues.ts";
import { watchVideoRoom } from "#app/videos/watch-video-room.server.ts";
import { systemClock } from "#app/lib/clock.ts";
import { createTestDatabase } from "./test-database.ts";
import { createTestLog } from "./test-log.ts";

export const SHOP = "test-shop.myshopify.com";
export const NEMO_TOKEN = "nmv_usr_canary_own_token";
export const NEMO_USER = "test-user";
const APP = { apiKey: "test-api-key", apiSecret: "test-api-secret", appUrl: "https://shelfreel.example", appHandle: "shelfreel" };
/** Waits a thousand times shorter than documented; the stand-in's clock needs none at all. */
const FACTOR = 0.001;
const DRIVE_AT_MOST_MS = 60_000;
const LONGEST_WAIT_MS = 100;

export interface TestShopOptions {
  catalog?: string;
  operatorToken?: string | null;
  nemoCredits?: number;
  perShop?: number;
  /** Chat turns that one NemoVideo account may have open at once. */
  openTurns?: number;
  /** Hosts of the outside world beside Shopify and NemoVideo. */
  hosts?: NetHost[];
  /** Picture size in px and frames per second of the stand-in's films. */
  film?: { size: number; fps: number };
  nemoWaits?: Partial<NemoWaits>;
  /** What the NemoVideo client is made of, where it is to differ. */
  nemoOptions?: (made: Pick<NemoClientOptions, "dispatcher" | "downloadDispatcher">) => Partial<NemoClientOptions>;
}

/**
 * One shop with the whole domain on a database of its own, against the stand-ins over HTTP. Jobs are enqueued for real but worked on
 * by `drive`, one step after the other without waiting for their time, so that a test says what happens when.
 */
export async function openTestShop(o: TestShopOptions = {}) {
  const dir = mkdtempSync(path.join(tmpdir(), "shelfreel-test-"));
  const database = await createTestDatabase();
  const { log, lines } = createTestLog();
  const fakeNemo = await startFakeNemo({
    stateDir: path.join(dir, "nemo"), speed: Infinity, film: o.film ?? { size: 272, fps: 12 },
    tokens: [{ nemoToken: NEMO_TOKEN, userId: NEMO_USER, credits: o.nemoCredits ?? 1_000 }],
    // As the makers' own servers fetch a public picture.
    fetchPublic: async (url) => (await fetchThrough(url, { dispatcher: proxied })) as unknown as Response,
  });
  fakeNemo.control.set({ delays: { generate: 100, postProduction: 40, reply: 15, edit: 20, talk: 8, renderQueue: 5, render: 45 } });
  const fakeShopify = startFakeShopify({
    stateDir: path.join(dir, "shopify"), shop: SHOP, ...APP, speed: 1_000,
    catalog: await readCatalog(o.catalog ?? path.resolve("fakes/shopify/catalog/products.csv")),
  });
  const net = await startNet({
    dir: path.join(dir, "net"),
    hosts: [...fakeShopify.hosts, { pattern: /^static1\.nemovideo\.ai$/, listener: fakeNemo.cdnListener }, ...(o.hosts ?? [])],
  });
  const ca = readFileSync(net.caFile, "utf8");
  // What NODE_EXTRA_CA_CERTS does for a process of its own.
  setDefaultCACertificates([...getCACertificates("default"), ca]);
  const proxied = new ProxyAgent({ uri: net.proxyUrl, requestTls: { ca } });
  const direct = new Agent();
  const guarded = createGuardedDispatcher({ egressProxy: net.proxyUrl });

  const offlineAccessToken = await exchangeToken(proxied, fakeShopify.sessionToken());
  const admin = createShopifyAdmin({
    graphql: createAdminGraphql({ send: (document, variables, signal) => sendAdmin(proxied, offlineAccessToken, document, variables, signal), clock: systemClock, log, waits: { firstMs: 5, longestMs: 50 } }),
    uploadDispatcher: proxied, clock: systemClock, log, waits: { jobPollMs: 5 },
  });
  const encryptionKey = randomBytes(32).toString("hex");
  const secrets = createSecretBox(encryptionKey);
  const nemo = createNemoClient({ apiUrl: fakeNemo.url, webUrl: "https://nemovideo.com", version: "0.0.0", platform: "unknown", dispatcher: direct, downloadDispatcher: guarded, clock: systemClock, waits: { ...scaleNemoWaits(1), readRetries: [5, 5, 5], createRetry: 5, tokenRetry: 20, busyMin: 20, busyMax: 50, downloadRetry: 5, chatConnectRetries: [5, 5], ...o.nemoWaits }, log, waitsWhenBusy: false, ...o.nemoOptions?.({ dispatcher: direct, downloadDispatcher: guarded }) });
  const operatorToken = o.operatorToken === undefined ? NEMO_TOKEN : (o.operatorToken ?? undefined);
  const accounts = { db: database.db, nemo, secrets, operatorToken };
  const nemoFor = (shop: string, skillSource: string) => callNemoFor(accounts, shop, skillSource);
  const showBalance = createShowBalance({ nemo, clock: systemClock, log, findAccount: (domain, skillSource) => findNemoAccount(accounts, domain, skillSource) });
  const jobs = await openJobQueue({ connectionString: database.url, catalog: videoQueues, works: false, pollSeconds: 0.5, log });
  const pace = createNemoPace({ db: database.db, clock: systemClock, operatorToken, openTurns: o.openTurns ?? 100 });
  const keptDir = path.join(dir, "kept");
  const shared = { db: database.db, jobs, nemo, pace, clock: systemClock, log, perShop: o.perShop ?? 3, keptFiles: openLocalFiles(keptDir), keptLimits: { days: 60, bytes: null }, rooms: watchVideoRoom({ clock: systemClock }), locales: watchShopLocales({ db: database.db, clock: systemClock }) };

  const worker = (workerId: string): PipelineDeps => ({
    ...shared, workerId,
    nemoFor: (shop, skillSource) => nemoFor(shop.domain, skillSource),
    shopifyFor: async () => admin,
    fetchPicture: (url, signal) => fetchPicture(url, { dispatcher: guarded, signal }),
    // films are really made, so giving up keeps a real measure
    waits: { ...scaleWaits(documentedWaits, FACTOR), renderGiveUpMs: 60_000, shopifyGiveUpMs: 60_000 },
  });
  const deps = worker("worker-1");
  const videos = createVideosService({ ...shared, waits: deps.waits, nemoFor, showBalance, secrets });
  /** What a worker of batches gets. */
  const batchDeps: BatchWorkerDeps = { ...deps, showBalance, outsideDispatcher: guarded, sendMail: null, adminLink: (domain, to) => `https://${domain}/admin/apps/${APP.apiKey}${to}` };
  const batches = createBatchesService({ ...shared, waits: deps.waits, showBalance, secrets, cancelVideo: videos.cancelVideo });
  const never = new AbortController().signal;
  const statusOf = async (videoId: string) => (await database.db.video.findUniqueOrThrow({ where: { id: videoId } })).status as VideoStatus;

  return {
    dir, keptDir, db: database.db, databaseUrl: database.url, fakeNemo, fakeShopify, net, admin, videos, batches, batchDeps, deps, worker, logLines: lines, nemo, secrets, encryptionKey, offlineAccessToken,
    product: (handle: string) => {
      const product = fakeShopify.product(handle);
      if (!product) throw new Error(`no product ${handle} in the catalogue`);
      return product;
    },
    /** Runs step after step until nothing happens by itself; gives the status. */
    async drive(videoId: string, until: (row: { status: string; step: string; looks: number; errorCode: string | null }) => boolean = () => false): Promise<VideoStatus> {
      for (const began = Date.now(); Date.now() < began + DRIVE_AT_MOST_MS; ) {
        const row = await database.db.video.findUniqueOrThrow({ where: { id: videoId } });
        if (isAtRest(row.status as VideoStatus) || until(row)) return row.status as VideoStatus;
        // A step may be run before its time; Shopify's own "come back later" is not waited out here.
        await systemClock.sleep(Math.min(LONGEST_WAIT_MS, Math.max(0, (row.nextTryAt?.getTime() ?? 0) - Date.now())));
        await runVideoStep(deps, videoId, never);
      }
      throw new Error(`video still ${await statusOf(videoId)} after ${DRIVE_AT_MOST_MS / 1000} s`);
    },
    step: (videoId: string, as: PipelineDeps = deps) => runVideoStep(as, videoId, never),
    async close() {
      await jobs.stop(1_000);
      await Promise.all([proxied.close(), direct.close(), guarded.close()]);
      await net.close();
      await fakeShopify.close();
      await fakeNemo.close();
      await database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
export type TestShop = Awaited<ReturnType<typeof openTestShop>>;

async function exchangeToken(dispatcher: ProxyAgent, sessionToken: string): Promise<string> {
  const answer = await request(`https://${SHOP}/admin/oauth/access_token`, {
    dispatcher, method: "POST", headers: { "content-type": "application/json" },
    body: JSON.stringify({
      client_id: APP.apiKey, client_secret: APP.apiSecret, subject_token: sessionToken, expiring: "1",
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange", subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    }),
  });
  const body = (await answer.body.json()) as { access_token?: string };
  if (!body.access_token) throw new Error(`no token: ${answer.statusCode}`);
  return body.access_token;
}

async function sendAdmin(dispatcher: ProxyAgent, offlineAccessToken: string, document: string, variables: unknown, signal: AbortSignal) {
  const answer = await request(`https://${SHOP}/admin/api/2026-10/graphql.json`, {
    dispatcher, method: "POST", signal, headers: { "content-type": "application/json", "x-shopify-access-token": offlineAccessToken },
    body: JSON.stringify({ query: document, variables }),
  });
  const text = await answer.body.text();
  return new Response(text, { status: answer.statusCode, headers: { "content-type": String(answer.headers["content-type"]), ...(answer.headers["retry-after"] && { "retry-after": String(answer.headers["retry-after"]) }) } });
}
