// Many shops against the stand-ins in one process: the domain as it is, PostgreSQL as it is, films made before, and no TLS on the way.
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import { Agent, request, type Dispatcher } from "undici";
import { openLocalFiles } from "#app/files/local-files.server.ts";
import { openJobQueue } from "#app/jobs/open-job-queue.server.ts";
import { systemClock, type Clock } from "#app/lib/clock.ts";
import { openDatabasePool, patientTransactions } from "#app/lib/open-database-pool.server.ts";
import { createSecretBox } from "#app/lib/seal-secret.server.ts";
import { createNemoClient } from "#app/nemo/create-nemo-client.server.ts";
import { scaleNemoWaits } from "#app/nemo/nemo-waits.ts";
import { createAdminGraphql } from "#app/shopify/admin-graphql.server.ts";
import { createShopifyAdmin } from "#app/shopify/create-shopify-admin.server.ts";
import { fetchPicture } from "#app/shopify/fetch-picture.server.ts";
import { callNemoFor } from "#app/shops/nemo-accounts.server.ts";
import { createNemoPace } from "#app/shops/nemo-pace.server.ts";
import { documentedWaits, type PipelineWaits } from "#app/videos/pipeline/pipeline-waits.ts";
import type { PipelineDeps } from "#app/videos/pipeline/step-context.ts";
import "#app/words/words.server.ts"; // texts in English, as for a request that names no language
import { watchVideoRoom } from "#app/videos/watch-video-room.server.ts";
import { videoQueues } from "#app/videos/video-queues.ts";
import { startFakeNemo } from "#fakes/nemo/start-fake-nemo.ts";
import { renderShowcase } from "#fakes/render/render-showcase.ts";
import type { CatalogProduct } from "#fakes/shopify/catalog-product.ts";
import { startFakeShopify, type FakeShopify } from "#fakes/shopify/start-fake-shopify.ts";
import { Died } from "#tests/chaos/mortal-worker.ts";
import { reachDirectly, serveHosts } from "./reach-directly.ts";

const APP = { apiKey: "soak-api-key", apiSecret: "soak-api-secret", appUrl: "https://shelfreel.example", appHandle: "shelfreel" };
const PICTURE = { file: path.resolve(import.meta.dirname, "../../fakes/shopify/catalog/images/stoneware-mug-1.jpg"), alt: null, width: 1200, height: 1200, mimeType: "image/jpeg" };
const FILM = { size: 128, fps: 4, durationMs: 20_000 };
const CREDITS = 10_000_000;
const POOL = 16;

/** The title of a product: no other product of any shop has it, so that a message tells whose it is. */
export const titleOf = (shop: number, product: number): string => `Soak article S${shop}P${product}E`;

export interface SoakShop {
  domain: string;
  shopify: FakeShopify;
  admin: PipelineDeps["shopifyFor"] extends (shop: string) => Promise<infer Admin> ? Admin : never;
  fetchPicture: PipelineDeps["fetchPicture"];
  productGids: string[];
}

/** `dir` takes everything that is written; `databaseUrl` names a migrated database of its own; `clock` is the pipeline's. */
export async function openSoakWorld(o: { dir: string; databaseUrl: string; shops: number; productsPerShop: number; clock: Clock; perShop?: number; waits?: PipelineWaits }) {
  mkdirSync(o.dir, { recursive: true });
  const premade = path.join(o.dir, "film.mp4");
  await renderShowcase({ pictures: [readFileSync(PICTURE.file)], width: FILM.size, height: FILM.size, fps: FILM.fps, durationMs: FILM.durationMs, title: undefined, music: true, file: premade, preset: "ultrafast" }, {});
  const queries = { count: 0 };
  const db = new PrismaClient({ adapter: new PrismaPg(openDatabasePool({ connectionString: named(o.databaseUrl, "soak-worker"), max: POOL }), { disposeExternalPool: true }), transactionOptions: patientTransactions, log: [{ emit: "event", level: "query" }] });
  db.$on("query", () => void queries.count++);
  const nemoServer = await startFakeNemo({
    stateDir: path.join(o.dir, "nemo"), speed: Infinity, film: { ...FILM, premade },
    tokens: Array.from({ length: o.shops }, (_, i) => ({ nemoToken: `nmv_usr_soak_${i}`, userId: `soak-${i}`, credits: CREDITS })),
  });
  const bugs: string[] = [];
  // what a dead worker says about its own death is no bug
  const isDeath = (fields: object) => "err" in fields && fields.err instanceof Died;
  const log = { info: () => undefined, warn: () => undefined, error: (fields: object, text: string) => void (isDeath(fields) || bugs.push(`${text} ${JSON.stringify(fields, (_key, value: unknown) => (value instanceof Error ? value.stack?.slice(0, 600) : value))}`)) };
  const cdn = reachDirectly(nemoServer.cdnUrl);
  const direct = new Agent();
  const waits = { ...scaleNemoWaits(1), readRetries: [5, 5, 5], createRetry: 5, tokenRetry: 5, busyMin: 30_000, busyMax: 120_000, downloadRetry: 5, chatConnectRetries: [5, 5] };
  const nemo = createNemoClient({ apiUrl: nemoServer.url, webUrl: "https://nemovideo.com", version: "0.0.0", platform: "unknown", dispatcher: direct, downloadDispatcher: cdn, clock: systemClock, waits, log, waitsWhenBusy: false });
  const secrets = createSecretBox(randomBytes(32).toString("hex"));
  const jobs = await openJobQueue({ connectionString: o.databaseUrl, catalog: videoQueues, works: false, pollSeconds: 0.5, log });
  const shared = {
    db, jobs, nemo, log, clock: o.clock, perShop: o.perShop ?? 3, keptLimits: { days: 60, bytes: null }, keptFiles: openLocalFiles(path.join(o.dir, "kept")), waits: o.waits ?? documentedWaits,
    rooms: watchVideoRoom({ clock: o.clock }),
    pace: createNemoPace({ db, clock: o.clock, operatorToken: undefined, openTurns: Math.max(10, o.perShop ?? 0) }),
    nemoFor: (shop: { domain: string }, skillSource: string) => callNemoFor({ db, nemo, secrets, operatorToken: undefined }, shop.domain, skillSource),
  };
  const shops: SoakShop[] = [];
  const closers: (() => Promise<void>)[] = [];
  for (let i = 0; i < o.shops; i++) {
    const domain = `soak-${i}.myshopify.com`;
    const shopify = startFakeShopify({ stateDir: path.join(o.dir, `shopify-${i}`), shop: domain, ...APP, speed: 10_000, catalog: Array.from({ length: o.productsPerShop }, (_, n) => product(i, n)) });
    const served = await serveHosts(shopify.hosts);
    const dispatcher = reachDirectly(served.origin);
    const accessToken = await exchangeToken(dispatcher, domain, shopify.sessionToken());
    const send = (document: string, variables: unknown, signal: AbortSignal) => sendAdmin(dispatcher, domain, accessToken, document, variables, signal);
    const admin = createShopifyAdmin({ graphql: createAdminGraphql({ send, clock: systemClock, log, waits: { firstMs: 5, longestMs: 50 } }), uploadDispatcher: dispatcher, clock: systemClock, log, waits: { jobPollMs: 2 } });
    await db.shop.create({ data: { domain, nemoAccountKind: "own", nemoTokenSealed: secrets.seal(`nmv_usr_soak_${i}`), settings: { approval: "automatic" } } });
    const productGids = Array.from({ length: o.productsPerShop }, (_, n) => shopify.product(`p-${i}-${n}`)?.gid ?? "");
    shops.push({ domain, shopify, admin, productGids, fetchPicture: (url, signal) => fetchPicture(url, { dispatcher, signal }) });
    closers.push(served.close, () => dispatcher.close(), () => shopify.close());
  }
  return {
    db, nemo: nemoServer, nemoClient: nemo, shops, queries, bugs,
    worker: (workerId: string, shop: SoakShop): PipelineDeps => ({ ...shared, workerId, shopifyFor: async () => shop.admin, fetchPicture: shop.fetchPicture }),
    async close() {
      await jobs.stop(1_000);
      for (const close of closers) await close();
      await Promise.all([direct.close(), cdn.close()]);
      await nemoServer.close();
      await db.$disconnect();
    },
  };
}
export type SoakWorld = Awaited<ReturnType<typeof openSoakWorld>>;

const product = (shop: number, n: number): CatalogProduct => ({
  handle: `p-${shop}-${n}`, title: titleOf(shop, n), bodyHtml: "<p>Made for a long run.</p>", vendor: "Soak", category: "", productType: "", tags: [], status: "ACTIVE",
  options: [], variants: [{ sku: "", price: "10.00", compareAtPrice: null, optionValues: [] }], pictures: [PICTURE],
});

function named(databaseUrl: string, name: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set("application_name", name);
  return String(url);
}

async function exchangeToken(dispatcher: Dispatcher, shop: string, sessionToken: string): Promise<string> {
  const answer = await request(`https://${shop}/admin/oauth/access_token`, {
    dispatcher, method: "POST", headers: { "content-type": "application/json" },
    body: JSON.stringify({
      client_id: APP.apiKey, client_secret: APP.apiSecret, subject_token: sessionToken, expiring: "1", grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token", requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    }),
  });
  const body = (await answer.body.json()) as { access_token?: string };
  if (!body.access_token) throw new Error(`no token: ${answer.statusCode}`);
  return body.access_token;
}

async function sendAdmin(dispatcher: Dispatcher, shop: string, accessToken: string, document: string, variables: unknown, signal: AbortSignal): Promise<Response> {
  const answer = await request(`https://${shop}/admin/api/2026-10/graphql.json`, {
    dispatcher, method: "POST", signal, headers: { "content-type": "application/json", "x-shopify-access-token": accessToken }, body: JSON.stringify({ query: document, variables }),
  });
  const text = await answer.body.text();
  const retryAfter = answer.headers["retry-after"];
  return new Response(text, { status: answer.statusCode, headers: { "content-type": String(answer.headers["content-type"]), ...(retryAfter && { "retry-after": String(retryAfter) }) } });
}
