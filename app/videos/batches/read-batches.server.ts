import type { Batch, PrismaClient } from "@prisma/client";
import { z } from "zod";
import type { BatchView } from "./batch-view.ts";
import { buildBatchView } from "./build-batch-view.ts";
import { countItems } from "./count-items.server.ts";
import { countRetryable } from "./retry-failed.server.ts";
import { batchCredits } from "./spent-credits.server.ts";

/** One batch of the shop, or null. */
export async function readBatch(db: PrismaClient, o: { shop: string; batchId: string }): Promise<BatchView | null> {
  if (!z.uuid().safeParse(o.batchId).success) return null;
  const batch = await db.batch.findFirst({ where: { id: o.batchId, shop: o.shop } });
  return batch && ((await viewsOf(db, o.shop, [batch]))[0] ?? null);
}

/** A page of the shop's batches, newest first. Ids grow with time, so they are the order. */
export async function readBatches(db: PrismaClient, o: { shop: string; before: string | null; take: number }): Promise<{ batches: BatchView[]; next: string | null }> {
  const take = Math.min(Math.max(1, o.take), 100);
  const rows = await db.batch.findMany({ where: { shop: o.shop, ...(o.before && { id: { lt: o.before } }) }, orderBy: { id: "desc" }, take: take + 1 });
  const page = rows.slice(0, take);
  return { batches: await viewsOf(db, o.shop, page), next: rows.length > take ? (page.at(-1)?.id ?? null) : null };
}

async function viewsOf(db: PrismaClient, shop: string, batches: Batch[]): Promise<BatchView[]> {
  if (batches.length === 0) return [];
  const ids = batches.map((batch) => batch.id);
  const [counts, credits, retryable] = await Promise.all([countItems(db, shop, ids), batchCredits(db, shop, ids), countRetryable(db, shop, ids)]);
  return batches.flatMap((batch) => {
    const [own, spent] = [counts.get(batch.id), credits.get(batch.id)];
    return own && spent ? [buildBatchView(batch, own, spent, retryable.get(batch.id) ?? 0)] : [];
  });
}
