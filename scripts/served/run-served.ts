import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { keepBooks } from "#scripts/chaos/keep-books.ts";
import { fleetProducts, openFleet, type Fleet } from "#scripts/chaos/open-fleet.ts";

const STOP_MS = 10_000;
const END_MS = 150_000;
const ROUNDS = 2;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Two web and two worker processes on the server, videos in two rounds, and every process replaced by another while they are made. Gives what was wrong, a sentence each. */
export async function runServed(o: { dir: string; databaseUrl: string; tell: (line: string) => void }): Promise<string[]> {
  const findings: string[] = [];
  const fleet = await openFleet({ dir: o.dir, databaseUrl: o.databaseUrl });
  const client = new pg.Client({ connectionString: o.databaseUrl });
  try {
    await client.connect();
    const began = performance.now();
    await Promise.all([fleet.startWeb(), fleet.startWeb(), fleet.startWorker(), fleet.startWorker()]);
    const { rows } = await client.query<{ name: string; times: string }>("SELECT migration_name AS name, count(*) AS times FROM _prisma_migrations WHERE finished_at IS NOT NULL GROUP BY 1");
    for (const { name, times } of rows) if (times !== "1") findings.push(`migration ${name} was applied ${times} times`);
    o.tell(`${rows.length} migrations once each, two web and two worker processes ready after ${seconds(began)} s`);

    const ends = new Map<string, string>();
    for (let round = 1; round <= ROUNDS; round++) {
      const since = performance.now();
      const ids = await Promise.all(fleetProducts.map((handle) => ask(fleet, handle)));
      const over = Promise.all(ids.map(async (id) => ends.set(id, await end(fleet, id))));
      const longest = await replaceAll(fleet, findings);
      await over;
      o.tell(`round ${round}: ${ids.length} videos at their end after ${seconds(since)} s; every process replaced meanwhile, the slowest stop took ${(longest / 1000).toFixed(1)} s`);
    }
    const books = keepBooks(fleet, ends);
    findings.push(...books.findings);
    // nothing was killed, so nobody was between the mark and the first byte
    for (const [id, status] of ends) if (status !== "published") findings.push(`video ${id} ended ${status}`);
    if (fleet.world.nemo.ledger.messagesAccepted() !== ends.size) findings.push(`${fleet.world.nemo.ledger.messagesAccepted()} messages for ${ends.size} videos`);
    for (const line of readFileSync(path.join(o.dir, "worker.ts.log"), "utf8").split("\n")) if (/bug in a step|could not end in time|did not end cleanly/.test(line)) findings.push(line.slice(0, 300));
    o.tell(`${ends.size} videos, ${fleet.world.nemo.ledger.messagesAccepted()} messages, ${books.sentTwice} sent twice, ${books.lost} lost, ${books.attachedTwice} attached twice`);
  } finally {
    await client.end();
    await fleet.close();
  }
  return findings;
}

/** A rolling restart: each process gets its successor first, then SIGTERM. Gives the longest time that one took to end, in ms. */
async function replaceAll(fleet: Fleet, findings: string[]): Promise<number> {
  let longest = 0;
  for (const [list, start] of [[fleet.workers, fleet.startWorker], [fleet.webs, fleet.startWeb]] as const) {
    for (const old of list.filter((one) => one.isAlive())) {
      await start();
      const { ms, code } = await old.stop();
      longest = Math.max(longest, ms);
      if (code !== 0 || ms > STOP_MS) findings.push(`a process took ${Math.round(ms)} ms to end, with code ${code}`);
    }
  }
  return longest;
}

async function ask(fleet: Fleet, handle: string): Promise<string> {
  const { plan } = await fleet.merchant.readPlan(fleet.productId(handle), null);
  return fleet.merchant.generate(fleet.productId(handle), plan);
}

/** Waits for the end, approving on the way. A request that met a process on its way out is made again, as a page does. */
async function end(fleet: Fleet, videoId: string): Promise<string> {
  let status = "unknown";
  for (const until = Date.now() + END_MS; Date.now() < until; await pause(250)) {
    try {
      ({ status } = await fleet.merchant.readVideo(videoId));
      if (status === "ready") await fleet.merchant.approve(videoId, "A product");
      else if (["published", "attention", "failed", "canceled"].includes(status)) return status;
    } catch {
      // the next look tells
    }
  }
  return status;
}

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(0);
