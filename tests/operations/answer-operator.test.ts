import { spawn } from "node:child_process";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openJobQueue, type JobQueue } from "#app/jobs/open-job-queue.server.ts";
import { systemClock } from "#app/lib/clock.ts";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { observeCalls } from "#app/lib/observe-calls.ts";
import { createAnswerOperator } from "#app/operations/answer-operator.server.ts";
import { createMetrics } from "#app/operations/create-metrics.server.ts";
import { drawStatusPage } from "#app/operations/draw-status-page.ts";
import { readStanding } from "#app/operations/read-standing.server.ts";
import { videoQueues, videoStepQueue } from "#app/videos/video-queues.ts";
import { freePort } from "#prisma/embedded-postgres-host.ts";
import { createTestDatabase, type TestDatabase } from "#tests/setup/test-database.ts";
import { createTestLog } from "#tests/setup/test-log.ts";

const TOKEN = "operator-token-canary";
const SHOP = "standing.myshopify.com";
let database: TestDatabase;
let jobs: JobQueue;
beforeAll(async () => {
  database = await createTestDatabase();
  jobs = await openJobQueue({ connectionString: database.url, catalog: videoQueues, works: false, pollSeconds: 1, log: createTestLog().log });
  const { db } = database;
  await db.shop.create({ data: { domain: SHOP } });
  const longAgo = new Date(Date.now() - 3_600_000);
  const common = { shop: SHOP, productGid: "gid://shopify/Product/1", productTitle: "Title canary", recipe: "ecommerce-product-video", prompt: "Prompt canary", choices: {}, pictures: [] };
  const stuck = await db.video.create({ data: { ...common, status: "making", step: "generate", stepStartedAt: longAgo, messages: { create: { turn: 1, text: "Message canary", sentAt: longAgo } } } });
  await db.video.create({ data: { ...common, status: "failed", errorCode: "nemo.no_credits", finishedAt: new Date() } });
  await db.video.create({ data: { ...common, status: "ready", step: "approve", creditsBefore: { available: 900 }, creditsAfter: { available: 780 } } });
  await db.$transaction((tx) => jobs.enqueue(tx, videoStepQueue.name, { videoId: stuck.id }, { key: stuck.id }));
});
afterAll(async () => {
  await jobs.stop(1_000);
  await database.close();
});

const open = (token: string | undefined = TOKEN) => createAnswerOperator({ db: database.db, clock: systemClock, metrics: createMetrics({ adminPointsLeft: () => 1_234 }), token, process: "test" });
const basic = (password: string) => `Basic ${Buffer.from(`operator:${password}`).toString("base64")}`;

test.each(["/metrics", "/operator"])("%s opens for the token alone, and does not exist without one in the settings", async (path) => {
  const answer = open();
  for (const authorization of [undefined, "", "Bearer", "Bearer ", "Bearer wrong", `Bearer ${TOKEN}x`, basic("wrong"), basic(""), TOKEN, "Basic %%%", `Digest ${TOKEN}`]) {
    const said = await answer({ path, authorization });
    expect([authorization, said?.status, said?.body]).toEqual([authorization, 401, "The operator's token is needed."]);
  }
  for (const authorization of [`Bearer ${TOKEN}`, `bearer ${TOKEN}`, basic(TOKEN)]) expect((await answer({ path, authorization }))?.status).toBe(200);
  const without = createAnswerOperator({ db: database.db, clock: systemClock, metrics: createMetrics({ adminPointsLeft: () => null }), token: undefined, process: "test" });
  for (const authorization of ["Bearer ", basic(""), undefined, "Bearer undefined"]) expect((await without({ path, authorization }))?.status).toBe(404);
  expect(await answer({ path: "/app", authorization: `Bearer ${TOKEN}` })).toBeNull();
});

test("the metrics have queue depth and age, videos, open turns, codes, credits and the points of the Admin API, and nothing of a shop", async () => {
  const metrics = createMetrics({ adminPointsLeft: () => 1_234 });
  const nemo = observeCalls("nemovideo", {
    readCredits: async () => 7,
    say: async () => Promise.reject(new ExpectedError({ code: "nemo.no_credits", message: "m", merchantMessage: "m", charged: "no", retryable: false })),
  }, (ended) => metrics.countCall("nemovideo", ended));
  expect(await nemo.readCredits()).toBe(7);
  await expect(nemo.say()).rejects.toMatchObject({ code: "nemo.no_credits" });
  metrics.countStep({ step: "generate", move: "rest", code: "nemo.no_credits" });
  const said = await createAnswerOperator({ db: database.db, clock: systemClock, metrics, token: TOKEN, process: "test" })({ path: "/metrics", authorization: `Bearer ${TOKEN}` });
  expect(said?.headers["Content-Type"]).toContain("text/plain");
  for (const line of [
    'shelfreel_queue_jobs{queue="video-step",state="created"} 1', 'shelfreel_queue_oldest_seconds{queue="video-step"}', 'shelfreel_videos{status="making"} 1', "shelfreel_open_turns 1", "shelfreel_stuck_videos 1",
    'shelfreel_videos_stopped_last_day{code="nemo.no_credits"} 1', "shelfreel_credits_spent_last_day 120", "shelfreel_admin_points_left 1234", 'shelfreel_step_runs_total{step="generate",move="rest",code="nemo.no_credits"} 1',
    'shelfreel_provider_call_seconds_count{provider="nemovideo",call="say",outcome="nemo.no_credits"} 1', 'shelfreel_provider_call_seconds_count{provider="nemovideo",call="readCredits",outcome="ok"} 1', "process_cpu_seconds_total",
  ]) expect(said?.body).toContain(line);
  expect(said?.body).not.toMatch(/canary|standing\.myshopify/);
});

test("the page names the stuck video and no text of a merchant, and writes what it shows as text", async () => {
  const said = await open()({ path: "/operator", authorization: basic(TOKEN) });
  expect(said?.headers["Content-Security-Policy"]).toContain("default-src 'none'");
  expect(said?.body).toMatch(/Stuck videos.*standing\.myshopify\.com.*generate.*60 min/s);
  expect(said?.body).not.toContain("canary");
  const standing = await readStanding({ db: database.db, now: new Date() });
  expect(drawStatusPage({ ...standing, stopped: [{ code: "<script>alert(1)</script>", videos: 1 }] }, { now: new Date(), process: "\"><b>" })).not.toMatch(/<script|<b>/);
});

test("a worker that is a process of its own answers them too", async () => {
  const port = await freePort();
  const child = spawn(process.execPath, ["worker.ts"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", DATABASE_URL: database.url, SHOPIFY_API_KEY: "k", SHOPIFY_API_SECRET: "s", SHOPIFY_APP_URL: "https://app.example", ENCRYPTION_KEY: "ab".repeat(32), NEMO_API_URL: "http://127.0.0.1:9", WORKER_PORT: String(port), METRICS_TOKEN: TOKEN, LOG_LEVEL: "silent" } as NodeJS.ProcessEnv,
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  try {
    const ask = (path: string, token?: string) => fetch(`http://127.0.0.1:${port}${path}`, token ? { headers: { Authorization: `Bearer ${token}` } } : {});
    await vi.waitFor(async () => expect((await ask("/readyz")).status).toBe(200), { timeout: 20_000, interval: 50 });
    expect((await ask("/metrics")).status).toBe(401);
    expect(await (await ask("/metrics", TOKEN)).text()).toContain("shelfreel_open_turns 1");
    expect(await (await ask("/operator", TOKEN)).text()).toContain("How Shelfreel stands");
    expect((await ask("/elsewhere", TOKEN)).status).toBe(404);
  } finally {
    child.kill("SIGTERM");
    await ended;
  }
});
