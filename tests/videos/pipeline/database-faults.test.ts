// PostgreSQL that cannot serve just now: connections really cut, locks really held, a role with too few connections, and a server that is killed. The
// step is taken again later and nothing counts as a failure of the video.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { isPassingDatabaseFault, outlastDatabase } from "#app/lib/passing-database-fault.ts";
import { systemClock } from "#app/lib/clock.ts";
import { openDatabasePool } from "#app/lib/open-database-pool.server.ts";
import { runVideoStep } from "#app/videos/pipeline/run-video-step.server.ts";
import type { PipelineDeps } from "#app/videos/pipeline/step-context.ts";
import { embeddedDatabaseUrl, embeddedPostgresPid, stopEmbeddedPostgres } from "#prisma/embedded-postgres.ts";
import { makeMortal } from "#tests/chaos/mortal-worker.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

let shop: TestShop;
let admin: pg.Client;
/** The worker's own connections, apart from those with which the test looks. */
let db: PrismaClient;
beforeAll(async () => {
  shop = await openTestShop({ perShop: 50, nemoCredits: 100_000, film: { size: 128, fps: 4 } });
  admin = new pg.Client({ connectionString: shop.databaseUrl, application_name: "test-admin" });
  await admin.connect();
  const url = new URL(shop.databaseUrl);
  url.searchParams.set("application_name", "worker-to-cut");
  db = new PrismaClient({ adapter: new PrismaPg(openDatabasePool({ connectionString: String(url), max: 2 }), { disposeExternalPool: true }) });
});
afterAll(async () => {
  await db?.$disconnect();
  await admin?.end();
  await shop?.close();
});
afterEach(async () => {
  await shop.db.video.updateMany({ where: { status: { notIn: ["published"] } }, data: { status: "discarded" } });
});

const never = new AbortController().signal;
const ask = async () => (await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product("stoneware-mug").gid, recipe: null, prompt: null, requestedBy: null })).videoId;
const row = (videoId: string) => shop.db.video.findUniqueOrThrow({ where: { id: videoId } });
const jobs = async (videoId: string) => Number((await shop.db.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM pgboss.job WHERE data->>'videoId' = ${videoId} AND state = 'created'`)[0]?.n);
const cutConnections = () => admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'worker-to-cut'");
const bugs = () => shop.logLines.filter((line) => line.includes("bug in a step"));

/** A worker on its own connections, all of which are cut right before its n-th call of that name. */
function cutBefore(name: string, nth = 1): PipelineDeps {
  let seen = 0;
  return makeMortal({ ...shop.worker("cut"), db }, undefined, async (call) => {
    if (call === name && ++seen === nth) await cutConnections();
  }).deps;
}

test.each(["db.$executeRaw", "nemo.readCredits", "db.commit", "tx.video.updateMany"])("connections cut before %s: the step is taken again, and no failure is counted", async (name) => {
  const videoId = await ask();
  await runVideoStep(cutBefore(name), videoId, never);
  const after = await row(videoId);
  expect(after).toMatchObject({ status: "making", failures: 0, errorCode: null, leaseOwner: null });
  expect(await jobs(videoId)).toBeGreaterThan(0);
  expect(bugs()).toEqual([]);
  expect(await shop.drive(videoId)).toBe("ready");
});

test("connections cut while the paid turn runs: one message, its end is written down, and the video is made", async () => {
  const videoId = await ask();
  await shop.drive(videoId, ({ step }) => step === "generate");
  const before = shop.fakeNemo.ledger.messagesAccepted();
  await runVideoStep(cutBefore("db.message.update"), videoId, never);
  expect(await row(videoId)).toMatchObject({ step: "settle", failures: 0 });
  expect((await shop.db.message.findFirstOrThrow({ where: { videoId } })).outcome).toBe("replied");
  expect(await shop.drive(videoId)).toBe("ready");
  expect(shop.fakeNemo.ledger.messagesAccepted() - before).toBe(1);
});

test("connections that die in transactions again and again are replaced: the pool does not run dry", async () => {
  for (let i = 0; i < 3; i++) {
    const died: unknown = await db.$transaction(async (tx) => {
      await cutConnections();
      await tx.$queryRaw`SELECT 1`;
    }).catch((error: unknown) => error);
    expect(isPassingDatabaseFault(died)).toBe(true);
  }
  expect(await db.shop.count()).toBe(1);
}, 20_000);

test("a role without a free connection and rows that stay locked: later again; many times in a row without an end", async () => {
  const videoId = await ask();
  await admin.query(`CREATE ROLE tight_${process.pid} LOGIN PASSWORD 'tight' CONNECTION LIMIT 1; GRANT ALL ON ALL TABLES IN SCHEMA public TO tight_${process.pid}`);
  const url = new URL(shop.databaseUrl);
  Object.assign(url, { username: `tight_${process.pid}`, password: "tight" });
  const holder = new pg.Client({ connectionString: String(url) });
  await holder.connect();
  const tight = new PrismaClient({ adapter: new PrismaPg({ connectionString: String(url), max: 2 }) });
  const worker = shop.worker("tight");
  // the lease and the commit get through, what the step itself reads does not
  const deps: PipelineDeps = { ...worker, nemoFor: () => async () => tight.shop.findFirst() as never };
  try {
    for (let i = 0; i < 5; i++) await runVideoStep(deps, videoId, never);
  } finally {
    await holder.end();
    await tight.$disconnect();
    await admin.query(`DROP OWNED BY tight_${process.pid}; DROP ROLE tight_${process.pid}`);
  }
  expect(await row(videoId)).toMatchObject({ status: "making", step: "check", failures: 0, errorCode: null });
  expect(await jobs(videoId)).toBeGreaterThan(0);

  const locker = new pg.Client({ connectionString: shop.databaseUrl });
  await locker.connect();
  await locker.query("BEGIN");
  await locker.query('SELECT 1 FROM "Video" WHERE id = $1 FOR UPDATE', [videoId]);
  await admin.query("ALTER ROLE postgres SET lock_timeout = '50ms'");
  const impatient = new PrismaClient({ adapter: new PrismaPg({ connectionString: shop.databaseUrl, max: 1 }) });
  try {
    const error: unknown = await impatient.$executeRaw`UPDATE "Video" SET looks = 0 WHERE id = ${videoId}`.catch((fault: unknown) => fault);
    expect(isPassingDatabaseFault(error)).toBe(true);
  } finally {
    await admin.query("ALTER ROLE postgres RESET lock_timeout");
    await impatient.$disconnect();
    await locker.query("ROLLBACK");
    await locker.end();
  }
  expect(await shop.drive(videoId)).toBe("ready");
  expect(bugs()).toEqual([]);
});

test("a server that is killed and comes back is outlasted; what is wrong in a query is not", async () => {
  const dir = mkdtempSync(path.join(tmpdir(), "killed-pg-"));
  const killed = new PrismaClient({ adapter: new PrismaPg(openDatabasePool({ connectionString: await embeddedDatabaseUrl(dir), max: 2 }), { disposeExternalPool: true }) });
  try {
    await killed.$queryRaw`SELECT 1`;
    const pid = embeddedPostgresPid(dir) ?? 0;
    process.kill(pid, "SIGKILL");
    await vi.waitFor(() => expect(embeddedPostgresPid(dir)).not.toBe(pid), { timeout: 10_000, interval: 20 });
    const errors: unknown[] = [];
    const asked = outlastDatabase(systemClock, [200, 400, 800, 1_600, 3_200, 6_400], async () => killed.$transaction((tx) => tx.$queryRaw`SELECT 1`).catch((error: unknown) => {
      errors.push(error);
      throw error;
    }));
    await vi.waitFor(() => expect(errors.length).toBeGreaterThan(0), { timeout: 10_000 });
    await embeddedDatabaseUrl(dir);
    await asked;
    for (const wrong of ["SELECT nonsense", "DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '23505'; END $$"]) {
      const error: unknown = await killed.$executeRawUnsafe(wrong).catch((fault: unknown) => fault);
      expect(isPassingDatabaseFault(error)).toBe(false);
    }
    for (const state of ["40001", "40P01", "57P01", "53300"]) {
      const error: unknown = await killed.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '${state}'; END $$`).catch((fault: unknown) => fault);
      expect(isPassingDatabaseFault(error), state).toBe(true);
    }
  } finally {
    await killed.$disconnect();
    await stopEmbeddedPostgres(dir);
    rmSync(dir, { recursive: true, force: true });
  }
}, 60_000);
