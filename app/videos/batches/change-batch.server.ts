import type { Batch, Prisma } from "@prisma/client";
import { z } from "zod";
import { lockShop } from "#app/videos/admit-videos.server.ts";
import type { BatchDeps } from "./batch-deps.ts";
import { batchNotFound } from "./batch-errors.ts";
import { batchFeedQueue } from "./batch-queues.ts";

/**
 * A person's change of one batch, with the shop's row held: beginning a video, ending one and every other change of the shop's batches come
 * wholly before it or wholly after. `decide` answers what to write, or null for nothing. The shop's batches are looked at afterwards.
 */
export async function changeBatch(
  deps: Pick<BatchDeps, "db" | "jobs">,
  o: { shop: string; batchId: string },
  decide: (batch: Batch, tx: Prisma.TransactionClient) => Promise<Prisma.BatchUpdateInput | null> | Prisma.BatchUpdateInput | null,
): Promise<void> {
  if (!z.uuid().safeParse(o.batchId).success) throw batchNotFound();
  await deps.db.$transaction(async (tx) => {
    await lockShop(tx, o.shop);
    const batch = await tx.batch.findFirst({ where: { id: o.batchId, shop: o.shop } });
    if (!batch) throw batchNotFound();
    const data = await decide(batch, tx);
    if (!data) return;
    await tx.batch.update({ where: { id: batch.id, shop: o.shop }, data: { ...data, revision: { increment: 1 } } });
    await deps.jobs.enqueue(tx, batchFeedQueue.name, { shop: o.shop }, { key: o.shop });
  });
}
