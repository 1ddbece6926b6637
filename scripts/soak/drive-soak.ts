import { approveVideo } from "#app/videos/approve-video.server.ts";
import { runVideoStep } from "#app/videos/pipeline/run-video-step.server.ts";
import { requestVideo } from "#app/videos/request-video.server.ts";
import type { Clock } from "#app/lib/clock.ts";
import { Died } from "#tests/chaos/mortal-worker.ts";
import type { Meeting } from "./soak-faults.ts";
import type { SoakShop, SoakWorld } from "./open-soak-world.ts";

const never = new AbortController().signal;
const FETCH = 200;
const LOST_PATIENCE_MS = 60_000;

/** A clock that stands until it is moved; a sleep inside a run takes no time. */
export function createSoakClock(start = new Date()): Clock & { moveTo(at: Date): void } {
  let now = start;
  return { now: () => now, sleep: () => new Promise((resolve) => setImmediate(resolve)), moveTo: (at) => void (now = at > now ? at : now) };
}

interface Due {
  id: string;
  shop: string;
  step: string;
  status: string;
}

export interface SoakTimes {
  /** ms of all runs of a step together, and how many. */
  steps: Map<string, { ms: number; runs: number }>;
  requestMs: number;
  workMs: number;
  deaths: number;
}

/**
 * Asks for all videos and runs their steps in `lanes` lanes as two workers, until nothing happens by itself any more. Waits are rows with a time: when nothing is due
 * the clock moves to the next of them. `faultOf` says what a video meets, once, in a step of its own.
 */
export async function driveSoak(world: SoakWorld, o: { clock: ReturnType<typeof createSoakClock>; lanes: number; faultFor: (shop: SoakShop) => { atStep: string; meet: () => Meeting } | null; tell: (line: string) => void }): Promise<SoakTimes> {
  const times: SoakTimes = { steps: new Map(), requestMs: 0, workMs: 0, deaths: 0 };
  const shopOf = new Map(world.shops.map((shop) => [shop.domain, shop]));
  const planned = new Map<string, { atStep: string; meet: () => Meeting }>();
  const began = performance.now();
  await inLanes(o.lanes, (world.shops[0]?.productGids ?? []).flatMap((_gid, n) => world.shops.map((shop) => ({ shop, productGid: shop.productGids[n] ?? "" }))), async ({ shop, productGid }) => {
    const { videoId } = await requestVideo(world.worker("asks", shop), { shop: shop.domain, admin: shop.admin, productGid, recipe: null, prompt: null, requestedBy: null });
    const fault = o.faultFor(shop);
    if (fault) planned.set(videoId, fault);
  });
  times.requestMs = performance.now() - began;

  const running = new Set<string>();
  let waiting: Due[] = [];
  let fetching: Promise<void> | null = null;
  let runs = 0;
  const fetchDue = async () => {
    const now = o.clock.now();
    waiting = (await world.db.$queryRaw<Due[]>`
      SELECT id, shop, step, status FROM "Video" WHERE status = 'ready' OR (status IN ('making', 'publishing') AND ("nextTryAt" IS NULL OR "nextTryAt" <= ${now}) AND ("leaseUntil" IS NULL OR "leaseUntil" < timezone('UTC', now())))
      ORDER BY "nextTryAt" NULLS FIRST, id LIMIT ${FETCH}`).filter(({ id }) => !running.has(id));
    if (waiting.length) return;
    const [next] = await world.db.$queryRaw<{ at: Date | null }[]>`SELECT min("nextTryAt") AS at FROM "Video" WHERE status IN ('making', 'publishing') AND "nextTryAt" > ${now}`;
    if (next?.at) o.clock.moveTo(next.at);
  };
  const runOne = async ({ id, shop: domain, step, status }: Due) => {
    const shop = shopOf.get(domain);
    if (!shop) throw new Error(`no shop ${domain}`);
    const deps = world.worker(`worker-${++runs % 2}`, shop);
    const start = performance.now();
    if (status === "ready") await approveVideo(deps, { shop: domain, videoId: id, approvedBy: "42", place: "last", alt: "" });
    else {
      const fault = planned.get(id);
      const meeting = fault?.atStep === step ? fault.meet() : null;
      if (meeting) planned.delete(id);
      try {
        await runVideoStep(meeting?.worker?.(deps) ?? deps, id, never);
      } catch (error) {
        if (!(error instanceof Died)) throw error;
        times.deaths++;
        // the dead one's lease runs out
        await world.db.video.updateMany({ where: { id, leaseUntil: { not: null } }, data: { leaseUntil: new Date(0) } });
      }
    }
    const seen = times.steps.get(status === "ready" ? "approval" : step) ?? { ms: 0, runs: 0 };
    times.steps.set(status === "ready" ? "approval" : step, { ms: seen.ms + performance.now() - start, runs: seen.runs + 1 });
    if (runs % 5_000 === 0) o.tell(`${runs} steps, ${await world.db.video.count({ where: { status: { notIn: ["queued", "making", "ready", "publishing"] } } })} videos at their end`);
  };
  const lane = async () => {
    for (let idleSince: number | null = null; ; ) {
      const due = waiting.shift();
      if (!due) {
        await (fetching ??= fetchDue().finally(() => (fetching = null)));
        if (waiting.length) continue;
        if (running.size === 0 && (await world.db.video.count({ where: { status: { in: ["queued", "making", "publishing"] } } })) === 0) return;
        idleSince ??= performance.now();
        if (performance.now() - idleSince > LOST_PATIENCE_MS && running.size === 0) return; // somebody is lost; the judge says who
        await new Promise((resolve) => setTimeout(resolve, 5));
        continue;
      }
      idleSince = null;
      if (running.has(due.id)) continue;
      running.add(due.id);
      try {
        await runOne(due);
      } finally {
        running.delete(due.id);
      }
    }
  };
  const work = performance.now();
  await Promise.all(Array.from({ length: o.lanes }, lane));
  times.workMs = performance.now() - work;
  return times;
}

async function inLanes<T>(lanes: number, items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items[Symbol.iterator]();
  await Promise.all(Array.from({ length: lanes }, async () => {
    for (const item of left) await work(item);
  }));
}
