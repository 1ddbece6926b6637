import type { PrismaClient } from "@prisma/client";
import { eraseJobs } from "#app/jobs/erase-jobs.server.ts";

const PATIENCE_MS = 60_000;

/** Erases every row of the shop, its jobs included. Kept files are erased by the caller, who knows where they lie. */
export async function redactShop(db: PrismaClient, shop: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const videos = await tx.video.findMany({ where: { shop }, select: { id: true } });
    const batches = await tx.batch.findMany({ where: { shop }, select: { id: true } });
    await eraseJobs(tx, { shop, videoIds: videos.map(({ id }) => id), batchIds: batches.map(({ id }) => id) });
    await tx.session.deleteMany({ where: { shop } });
    await tx.webhookDelivery.deleteMany({ where: { shop } });
    await tx.keptChoices.deleteMany({ where: { shop } });
    await tx.batch.deleteMany({ where: { shop } });
    await tx.video.deleteMany({ where: { shop } });
    await tx.nemoSession.deleteMany({ where: { shop } });
    await tx.nemoPace.deleteMany({ where: { account: shop } });
    await tx.actCount.deleteMany({ where: { key: { endsWith: `:${shop}` } } });
    await tx.shop.deleteMany({ where: { domain: shop } });
  }, { timeout: PATIENCE_MS, maxWait: PATIENCE_MS });
}
