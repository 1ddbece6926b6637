import type { Batch } from "@prisma/client";
import type { ExpectedError } from "#app/lib/expected-error.ts";
import { lockShop } from "#app/videos/admit-videos.server.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence } from "#app/words/say.ts";
import type { BatchWorkerDeps } from "./batch-deps.ts";
import { batchFeedQueue } from "./batch-queues.ts";
import { quoteBatch } from "./quote-batch.server.ts";

/** All products are known: the batch is quoted and waits for the merchant's word, or begins where that was given before. */
export async function endGathering(deps: BatchWorkerDeps, batch: Batch): Promise<void> {
  const quote = await quoteBatch(deps, batch, await deps.shopifyFor(batch.shop));
  await deps.db.$transaction(async (tx) => {
    await lockShop(tx, batch.shop);
    // Automatic mode that found nothing leaves no trace.
    if (batch.origin === "automatic" && quote.products === 0) {
      await tx.batch.deleteMany({ where: { id: batch.id, shop: batch.shop, status: "gathering" } });
      return;
    }
    const { count } = await tx.batch.updateMany({ where: { id: batch.id, shop: batch.shop, status: "gathering" }, data: { status: batch.confirmedAt ? "running" : "quoted", quote: { ...quote }, revision: { increment: 1 } } });
    if (count > 0 && batch.confirmedAt) await deps.jobs.enqueue(tx, batchFeedQueue.name, { shop: batch.shop }, { key: batch.shop });
  });
  deps.log.info({ batchId: batch.id, shop: batch.shop, products: quote.products, skipped: quote.skipped }, "batch quoted");
}

/** Shopify refused for good: the merchant reads why in the quote. What was found so far is not begun. */
export async function failGathering(deps: BatchWorkerDeps, o: { shop: string; batchId: string }, error: ExpectedError): Promise<void> {
  const batch = await deps.db.batch.findFirst({ where: { id: o.batchId, shop: o.shop } });
  if (batch?.status !== "gathering") return;
  const quote = await quoteBatch(deps, batch, null);
  await deps.db.batch.updateMany({
    where: { id: batch.id, shop: o.shop, status: "gathering" },
    data: { status: "quoted", confirmedAt: null, revision: { increment: 1 }, quote: { ...quote, blockers: [keepSentence(sentence("quote.not_looked_up", { why: error.sentence }))] } },
  });
}
