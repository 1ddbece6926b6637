import type { Prisma } from "@prisma/client";
import { EXPECTED_CREDITS } from "#app/videos/limits.ts";

/**
 * The product of a batch shows the version of its video that counts: called in the transaction that makes a newer one, or that gives the
 * older one its place back. What the other version took stays counted.
 */
export async function followVersion(tx: Prisma.TransactionClient, o: { shop: string; from: string; to: string }): Promise<void> {
  const item = await tx.batchItem.findFirst({ where: { shop: o.shop, videoId: o.from }, select: { batchId: true, position: true, credits: true, creditsFrom: true, video: { select: { charged: true } } } });
  if (!item) return;
  const took = item.credits ?? (item.video?.charged === "no" ? 0 : EXPECTED_CREDITS);
  // What the older one took is in `creditsFrom` already when it comes back.
  const known = await tx.batchItem.count({ where: { shop: o.shop, batchId: item.batchId, position: item.position, creditsFrom: { gt: 0 }, video: { refinesId: o.to } } });
  await tx.batchItem.updateMany({
    where: { shop: o.shop, batchId: item.batchId, position: item.position },
    data: { videoId: o.to, creditsFrom: item.creditsFrom + took, credits: known ? 0 : null },
  });
  await tx.batch.updateMany({ where: { shop: o.shop, id: item.batchId, status: "done" }, data: { status: "running", finishedAt: null, revision: { increment: 1 } } });
}
