import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import "#app/words/words.server.ts"; // texts in English, as for a request that names no language
import { openJobQueue } from "#app/jobs/open-job-queue.server.ts";
import { systemClock } from "#app/lib/clock.ts";
import { createBatch } from "#app/videos/batches/create-batch.server.ts";
import { videoQueues } from "#app/videos/video-queues.ts";
import { openBenchDatabase, type BenchDatabase } from "./open-bench-database.ts";
import { quantile } from "./send-as-admin.ts";

const SHOP = "accept.myshopify.com";

/** Medians in ms: a batch as the service takes it in with its job, and the same rows by one INSERT in a table of the same shape, in turn. */
export async function measureAccept(o: { products: number; rounds: number }): Promise<{ acceptMs: number; insertMs: number }> {
  const database = await openBenchDatabase();
  const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url, max: 5 }) });
  const log = { error: (fields: object, text: string) => process.stderr.write(`${text} ${JSON.stringify(fields)}\n`) };
  const jobs = await openJobQueue({ connectionString: database.url, catalog: videoQueues, works: false, pollSeconds: 2, log });
  try {
    await db.shop.create({ data: { domain: SHOP } });
    await database.client.query('CREATE TABLE "Beside" (LIKE "BatchItem" INCLUDING ALL)');
    const [accepts, inserts]: [number[], number[]] = [[], []];
    for (let round = 0; round <= o.rounds; round++) {
      const productGids = Array.from({ length: o.products }, (_, n) => `gid://shopify/Product/${round}${String(n).padStart(8, "0")}`);
      const began = performance.now();
      await createBatch({ db, jobs, clock: systemClock }, { shop: SHOP, selection: { kind: "hand", productGids }, recipe: null, chosen: null, requestedBy: null, requestKey: randomUUID() });
      const acceptMs = performance.now() - began;
      const insertMs = await insertBeside(database, productGids, `beside-${round}`);
      if (round === 0) continue; // the first pays for connections and plans
      accepts.push(acceptMs);
      inserts.push(insertMs);
    }
    return { acceptMs: quantile(accepts, 0.5), insertMs: quantile(inserts, 0.5) };
  } finally {
    await jobs.stop(1_000);
    await db.$disconnect();
    await database.close();
  }
}

/** One multi-row INSERT; PostgreSQL takes 65,535 values in one statement, so the columns come as arrays. */
async function insertBeside({ client }: BenchDatabase, productGids: string[], batchId: string): Promise<number> {
  const began = performance.now();
  await client.query('INSERT INTO "Beside" ("batchId", position, shop, "productGid") SELECT $1, n - 1, $2, gid FROM unnest($3::text[]) WITH ORDINALITY AS rows(gid, n)', [batchId, SHOP, productGids]);
  return performance.now() - began;
}
