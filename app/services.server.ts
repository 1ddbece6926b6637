import { hostname } from "node:os";
import { randomBytes } from "node:crypto";
import { Agent, EnvHttpProxyAgent } from "undici";
import { db } from "#app/db.server.ts";
import { readEnv } from "#app/env.server.ts";
import { openJobQueue, type JobQueue } from "#app/jobs/open-job-queue.server.ts";
import { openKeptFiles } from "#app/open-kept-files.server.ts";
import { systemClock } from "#app/lib/clock.ts";
import { createSendMail } from "#app/lib/send-mail.server.ts";
import { createSecretBox } from "#app/lib/seal-secret.server.ts";
import { observeCalls } from "#app/lib/observe-calls.ts";
import { log } from "#app/log.server.ts";
import { createGuardedDispatcher } from "#app/nemo/guarded-dispatcher.server.ts";
import { createNemoClient } from "#app/nemo/create-nemo-client.server.ts";
import { scaleNemoWaits } from "#app/nemo/nemo-waits.ts";
import { createAnswerOperator, type AnswerOperator } from "#app/operations/answer-operator.server.ts";
import { createMetrics } from "#app/operations/create-metrics.server.ts";
import { retentionQueue } from "#app/operations/sweep-old-data.server.ts";
import { createAdminGraphql } from "#app/shopify/admin-graphql.server.ts";
import { createCostGates } from "#app/shopify/cost-gate.ts";
import { createShopifyAdmin } from "#app/shopify/create-shopify-admin.server.ts";
import { fetchPicture } from "#app/shopify/fetch-picture.server.ts";
import { createOfflineSender, sendThroughRoute, type LibraryAdmin } from "#app/shopify/send-as-shop.server.ts";
import type { SendAdmin } from "#app/shopify/admin-graphql.server.ts";
import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import { unauthenticated } from "#app/shopify.server.ts";
import { createNemoPace } from "#app/shops/nemo-pace.server.ts";
import { callNemoFor, findNemoAccount } from "#app/shops/nemo-accounts.server.ts";
import { createShopsService } from "#app/shops/create-shops-service.server.ts";
import { createCountAct, limitActs } from "#app/shops/limit-acts.server.ts";
import { createRefreshInTurn } from "#app/shops/refresh-in-turn.server.ts";
import { createShowBalance } from "#app/shops/show-balance.server.ts";
import type { ShopsService } from "#app/shops/shops-service.ts";
import type { BatchWorkerDeps } from "#app/videos/batches/batch-deps.ts";
import type { BatchesService } from "#app/videos/batches/batches-service.ts";
import { createBatchesService } from "#app/videos/batches/create-batches-service.server.ts";
import { createVideosService } from "#app/videos/create-videos-service.server.ts";
import { documentedWaits, scaleWaits } from "#app/videos/pipeline/pipeline-waits.ts";
import type { PipelineDeps } from "#app/videos/pipeline/step-context.ts";
import { recipes } from "#app/videos/recipes/find-recipe.ts";
import { videoQueues } from "#app/videos/video-queues.ts";
import { watchShopLocales } from "#app/shops/watch-shop-locales.server.ts";
import { watchVideoRoom } from "#app/videos/watch-video-room.server.ts";
import type { VideosService } from "#app/videos/videos-service.ts";

export { readFor, wordsModule } from "#app/words/words.server.ts";

const VERSION = "0.1.0";
const CONNECT_TIMEOUT_MS = 10_000;

export interface Services {
  videos: VideosService;
  batches: BatchesService;
  shops: ShopsService;
  /** The Admin API in the context of one request. */
  shopifyFor(admin: LibraryAdmin, shop: string): ShopifyAdmin;
  log: typeof log;
}

/** Everything that outlives a request, put together once per process. */
function compose() {
  const env = readEnv();
  const clock = systemClock;
  const secrets = createSecretBox(env.ENCRYPTION_KEY, env.PREVIOUS_ENCRYPTION_KEYS);
  // Behind a company's proxy the environment names it; the guard for addresses from outside works either way.
  const connection = { allowH2: false, connect: { timeout: CONNECT_TIMEOUT_MS } };
  const outgoing = env.HTTPS_PROXY ? new EnvHttpProxyAgent(connection) : new Agent(connection);
  const guarded = createGuardedDispatcher({ ...(env.HTTPS_PROXY && { egressProxy: env.HTTPS_PROXY }) });
  const gates = createCostGates({ clock });
  const metrics = createMetrics({ adminPointsLeft: () => gates.fewestPointsLeft() });
  const nemo = observeCalls("nemovideo", createNemoClient({
    apiUrl: env.NEMO_API_URL, webUrl: env.NEMO_WEB_URL, version: VERSION, platform: env.NEMO_PLATFORM,
    dispatcher: outgoing, downloadDispatcher: guarded, clock, waits: scaleNemoWaits(env.WAIT_SCALE), waitsWhenBusy: false, log,
  }), (ended) => metrics.countCall("nemovideo", ended));
  const accounts = { db, nemo, secrets, operatorToken: env.NEMO_TOKEN };
  const nemoFor = (shop: string, skillSource: string) => callNemoFor(accounts, shop, skillSource);
  const showBalance = createShowBalance({ nemo, clock, log, findAccount: (shop, skillSource) => findNemoAccount(accounts, shop, skillSource) });

  const shopifyThrough = (send: SendAdmin, shop: string): ShopifyAdmin =>
    observeCalls("shopify", createShopifyAdmin({ graphql: createAdminGraphql({ send, gate: gates.of(shop), clock, log }), uploadDispatcher: outgoing, clock, log }), (ended) => metrics.countCall("shopify", ended));
  const refreshInTurn = createRefreshInTurn({ db, clock });
  const sendOffline = createOfflineSender({ openAdmin: (shop) => refreshInTurn(shop, async () => (await unauthenticated.admin(shop)).admin as unknown as LibraryAdmin) });

  return {
    env, clock, secrets, metrics, nemo, nemoFor, accounts, showBalance, log, rooms: watchVideoRoom({ clock, db }), locales: watchShopLocales({ db, clock }),
    perShop: env.VIDEOS_IN_PROGRESS_PER_SHOP,
    pace: createNemoPace({ db, clock, operatorToken: env.NEMO_TOKEN, openTurns: env.NEMO_OPEN_TURNS_PER_ACCOUNT }),
    keptFiles: openKeptFiles(env),
    keptLimits: { days: env.KEPT_FILES_DAYS, bytes: env.KEPT_FILES_MAX_GB === undefined ? null : env.KEPT_FILES_MAX_GB * 1024 ** 3 },
    waits: scaleWaits(documentedWaits, env.WAIT_SCALE),
    shopifyForRequest: (admin: LibraryAdmin, shop: string) => shopifyThrough(sendThroughRoute(admin), shop),
    shopifyForJob: async (shop: string) => shopifyThrough(sendOffline(shop), shop),
    outsideDispatcher: guarded,
    sendMail: env.SMTP_URL && env.MAIL_FROM ? createSendMail({ smtpUrl: env.SMTP_URL, from: env.MAIL_FROM, fromName: "Shelfreel", host: new URL(env.SHOPIFY_APP_URL).hostname }) : null,
    adminLink: (shop: string, path: string) => `https://${shop}/admin/apps/${env.SHOPIFY_API_KEY}${path}`,
    fetchPicture: (url: string, signal: AbortSignal) => fetchPicture(url, { dispatcher: guarded, signal }),
  };
}

type Composed = ReturnType<typeof compose>;
// Survives reloads in development; in production there is one module anyway.
const kept = globalThis as { shelfreelParts?: Composed; shelfreelQueue?: Promise<JobQueue>; shelfreelServices?: Services };
const parts = (): Composed => (kept.shelfreelParts ??= compose());

/** The queue of a process that serves pages: it enqueues only. Opened on first use. */
function enqueueOnly(): JobQueue {
  const { env } = parts();
  const open = () => (kept.shelfreelQueue ??= openJobQueue({ connectionString: env.DATABASE_URL, catalog: [...videoQueues, retentionQueue] as typeof videoQueues, works: false, pollSeconds: env.JOB_POLL_SECONDS, log }));
  return {
    enqueue: async (...a) => (await open()).enqueue(...a),
    enqueueMany: async (...a) => (await open()).enqueueMany(...a),
    work: async () => Promise.reject(new Error("this process does not work on jobs")),
    stop: async (graceMs) => (kept.shelfreelQueue ? (await kept.shelfreelQueue).stop(graceMs) : undefined),
  };
}

/** What the people who run the app may ask of this process, see operations/answer-operator.server.ts. */
export const answerOperator: AnswerOperator = (asked) => {
  const { env, clock, metrics } = parts();
  return createAnswerOperator({ db, clock, metrics, token: env.METRICS_TOKEN, process: `${hostname()}-${process.pid}` })(asked);
};

/** What routes use. */
export function services(): Services {
  if (kept.shelfreelServices) return kept.shelfreelServices;
  const { shopifyForRequest, accounts, ...rest } = parts();
  const countAct = createCountAct({ db });
  const jobs = enqueueOnly();
  const videos = createVideosService({ ...rest, db, jobs });
  const batches = createBatchesService({ ...rest, db, jobs, cancelVideo: videos.cancelVideo });
  return (kept.shelfreelServices = {
    batches: limitActs(batches, countAct, { createBatch: "ask", startSelection: "spend", confirmBatch: "spend", refreshQuote: "ask", answerAll: "spend" }),
    videos: limitActs(videos, countAct, { requestVideo: "spend", refineVideo: "spend", answerWords: "ask", projectLink: "ask" }),
    shops: limitActs(createShopsService({ ...accounts, recipes, locales: rest.locales, sendsMail: rest.sendMail !== null, webUrl: rest.env.NEMO_WEB_URL, log }), countAct, { connectNemo: "ask", testNemo: "ask" }),
    shopifyFor: shopifyForRequest,
    log,
  });
}

/** What a worker needs, with a queue of its own that works. */
export async function openPipeline(): Promise<PipelineDeps & BatchWorkerDeps> {
  const { env, nemoFor, shopifyForJob, ...rest } = parts();
  const jobs = await openJobQueue({ connectionString: env.DATABASE_URL, catalog: [...videoQueues, retentionQueue] as typeof videoQueues, works: true, pollSeconds: env.JOB_POLL_SECONDS, log });
  return {
    ...rest, db, jobs,
    onStep: (ended) => rest.metrics.countStep(ended),
    nemoFor: (shop, skillSource) => nemoFor(shop.domain, skillSource),
    shopifyFor: shopifyForJob,
    workerId: `${hostname()}-${process.pid}-${randomBytes(3).toString("hex")}`,
  };
}
