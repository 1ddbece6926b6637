// Real kill -9 of workers, of the web process and of the whole PostgreSQL server, under videos that are being made and published.
import path from "node:path";
import pg from "pg";
import { embeddedDatabaseUrl, embeddedPostgresPid, stopEmbeddedPostgres } from "#prisma/embedded-postgres.ts";
import { keepBooks, type Books } from "./keep-books.ts";
import { fleetProducts, openFleet, type Fleet } from "./open-fleet.ts";

const KILLS_A_ROUND = 5;
const ROUND_LIMIT_MS = 180_000;
const PATIENCE_MS = 60_000;
const atRest = ["ready", "published", "attention", "failed", "canceled", "discarded"];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export interface KillFigures extends Books {
  videos: number;
  published: number;
  /** Ended with a person, who is told that the message was probably never sent. */
  unsure: number;
  kills: Record<"worker" | "web" | "database", number>;
  messages: number;
  renders: number;
}

/** `random` gives numbers in [0, 1); `tell` gets a line per round. */
export async function killProcesses(o: { dir: string; kills: number; random: () => number; tell: (line: string) => void }): Promise<KillFigures> {
  const pgDir = path.join(o.dir, "pg");
  const fleet = await openFleet({ dir: o.dir, databaseUrl: await embeddedDatabaseUrl(pgDir) });
  const ends = new Map<string, string>();
  const kills = { worker: 0, web: 0, database: 0 };
  const killed = () => kills.worker + kills.web + kills.database;
  try {
    await Promise.all([fleet.startWeb(), fleet.startWorker(), fleet.startWorker()]);
    for (let round = 1; killed() < o.kills; round++) {
      const began = Date.now();
      const ids = await Promise.all(fleetProducts.map((handle) => ask(fleet, handle)));
      const killing = killSome(fleet, { pgDir, random: o.random, kills, most: Math.min(KILLS_A_ROUND, o.kills - killed()) });
      await Promise.all([killing, ...ids.map(async (id) => ends.set(id, await end(fleet, id)))]);
      o.tell(`round ${round}: ${ids.length} videos at rest after ${((Date.now() - began) / 1000).toFixed(0)} s, ${killed()} kills so far`);
    }
    const books = keepBooks(fleet, ends);
    const statuses = [...ends.values()];
    return {
      ...books, kills, videos: ends.size, published: statuses.filter((status) => status === "published").length, unsure: statuses.filter((status) => status === "attention").length,
      messages: fleet.world.nemo.ledger.messagesAccepted(), renders: fleet.world.nemo.ledger.renders().length,
    };
  } finally {
    await fleet.close();
    await stopEmbeddedPostgres(pgDir);
  }
}

async function killSome(fleet: Fleet, o: { pgDir: string; random: () => number; kills: KillFigures["kills"]; most: number }): Promise<void> {
  for (let i = 0; i < o.most; i++) {
    await pause(100 + o.random() * 2_500);
    const dice = o.random();
    if (dice < 0.5) {
      const alive = fleet.workers.filter((worker) => worker.isAlive());
      await alive[Math.floor(o.random() * alive.length)]?.kill();
      o.kills.worker++;
      await fleet.startWorker();
    } else if (dice < 0.7) {
      await fleet.webs.find((web) => web.isAlive())?.kill();
      o.kills.web++;
      await fleet.startWeb();
    } else {
      await killDatabase(o.pgDir);
      o.kills.database++;
    }
  }
}

/** Back only when it answers: right after the kill its port may still look open. */
async function killDatabase(pgDir: string): Promise<void> {
  const pid = embeddedPostgresPid(pgDir);
  if (!pid) throw new Error("the database is not running");
  process.kill(pid, "SIGKILL");
  while (embeddedPostgresPid(pgDir) === pid) await pause(20);
  await persist("starting the database again", async () => {
    const client = new pg.Client({ connectionString: await embeddedDatabaseUrl(pgDir) });
    try {
      await client.connect();
    } finally {
      await client.end();
    }
  });
}

/** As a person does: who sees an error clicks again. */
async function persist<T>(what: string, act: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + PATIENCE_MS; ; await pause(100)) {
    try {
      return await act();
    } catch (error) {
      if (Date.now() > until) throw new Error(`${what} did not succeed for ${PATIENCE_MS / 1000} s`, { cause: error });
    }
  }
}

async function ask(fleet: Fleet, handle: string): Promise<string> {
  const productId = fleet.productId(handle);
  const { plan } = await persist("reading a product", () => fleet.merchant.readPlan(productId, null));
  return persist("asking for a video", () => fleet.merchant.generate(productId, plan));
}

/** Waits for the end, approving on the way; gives the last status that was seen. */
async function end(fleet: Fleet, videoId: string): Promise<string> {
  let status = "unknown";
  for (const until = Date.now() + ROUND_LIMIT_MS; Date.now() < until; await pause(250)) {
    ({ status } = await persist("reading a video", () => fleet.merchant.readVideo(videoId)));
    if (status === "ready") await persist("approving", () => fleet.merchant.approve(videoId, "A product"));
    else if (atRest.includes(status)) return status;
  }
  return status;
}
