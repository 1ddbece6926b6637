// Drives one video with workers that are killed on the way, once in every step, and gives what is left in the end.
import { approveVideo } from "#app/videos/approve-video.server.ts";
import { requestVideo } from "#app/videos/request-video.server.ts";
import { runVideoStep } from "#app/videos/pipeline/run-video-step.server.ts";
import { isAtRest, type VideoStatus } from "#app/videos/video-status.ts";
import { SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";
import { Died, makeMortal, type Death } from "./mortal-worker.ts";

/** Calls of every act, `request` and `approve` included, in the order they were made. */
export type Calls = Map<string, string[]>;

export interface KilledVideo {
  videoId: string;
  status: VideoStatus;
  /** `step#run call when`, for every death that happened. */
  deaths: string[];
  calls: Calls;
  /** What was wrong on the way. */
  problems: string[];
}

const never = new AbortController().signal;
const MOST_RUNS = 400;

/** `deathIn` says where the worker dies in a step's first or later run; null = not at all. A dead one is followed by another. */
export async function makeVideoWithDeaths(shop: TestShop, handle: string, deathIn: (act: string) => Death | null): Promise<KilledVideo> {
  const { gid } = shop.product(handle);
  const calls: Calls = new Map();
  const deaths: string[] = [];
  const problems: string[] = [];
  let workers = 0;
  const act = async <T>(name: string, work: (deps: TestShop["deps"]) => Promise<T>): Promise<T | null> => {
    const death = calls.has(name) ? null : deathIn(name);
    const mortal = makeMortal(shop.worker(`mortal-${++workers}`), death ?? undefined);
    try {
      return await work(mortal.deps);
    } catch (error) {
      if (!(error instanceof Died)) throw error;
      return null;
    } finally {
      calls.set(name, calls.get(name) ?? mortal.calls);
      if (mortal.dead() && death) deaths.push(`${name} ${mortal.calls[death.call - 1]} ${death.when}`);
    }
  };

  const ask = (deps: TestShop["deps"]) => requestVideo(deps, { shop: SHOP, admin: shop.admin, productGid: gid, recipe: null, prompt: null, requestedBy: null });
  // who sees no answer clicks again
  const { videoId } = (await act("request", ask)) ?? (await ask(shop.deps));
  const agree = (deps: TestShop["deps"]) => approveVideo(deps, { shop: SHOP, videoId, approvedBy: "42", place: "last", alt: "" });
  const runs = new Map<string, number>();
  for (let i = 0; i < MOST_RUNS; i++) {
    const row = await shop.db.video.findUniqueOrThrow({ where: { id: videoId } });
    if (row.status === "ready") {
      if ((await act("approve", agree)) === null) await agree(shop.deps);
      continue;
    }
    if (isAtRest(row.status as VideoStatus)) return { videoId, status: row.status as VideoStatus, deaths, calls, problems };
    if (!(await hasJob(shop, videoId))) problems.push(`no job while ${row.status} in ${row.step}`);
    const run = (runs.get(row.step) ?? 0) + 1;
    runs.set(row.step, run);
    if (row.step === "await_render" && run > 1) await renderEnded(shop, videoId);
    await act(`${row.step}#${run}`, (deps) => runVideoStep(deps, videoId, never));
    // the dead one's lease runs out, and Shopify finds what is half a minute old
    await shop.db.video.updateMany({ where: { id: videoId, leaseUntil: { not: null } }, data: { leaseUntil: new Date(Date.now() - 60_000) } });
  }
  throw new Error(`video ${videoId} did not come to rest`);
}

/** Whether a job waits for the video: row and job must never be apart. */
async function hasJob(shop: TestShop, videoId: string): Promise<boolean> {
  const rows = await shop.db.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM pgboss.job WHERE data->>'videoId' = ${videoId} AND state = 'created'`;
  return Number(rows[0]?.n ?? 0) > 0;
}

/** The film is really made; looking every 15 ms meanwhile would be hundreds of runs. */
async function renderEnded(shop: TestShop, videoId: string): Promise<void> {
  const render = await shop.db.render.findFirst({ where: { videoId }, orderBy: { createdAt: "desc" } });
  for (let i = 0; i < 2_000; i++) {
    const seen = shop.fakeNemo.ledger.renders().find(({ renderId }) => renderId === render?.id);
    if (!seen || seen.ended) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
