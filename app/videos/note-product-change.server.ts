import type { PrismaClient } from "@prisma/client";
import type { JobQueue } from "#app/jobs/open-job-queue.server.ts";
import { productChangeQueue, type ProductChange } from "./product-change-queue.ts";
import { publishableAgain, type VideoStatus } from "./video-status.ts";

/** Several changes within this time are looked at once, in ms. */
const GATHER_MS = 10_000;
/** For a connection, when many deliveries come at once, in ms: Shopify waits for 5 s in all (platform §6.1). */
const PATIENCE_MS = 4_000;
/** Videos that could go out of date; the others are over. */
const current: VideoStatus[] = ["queued", "making", "ready", "publishing", "published"];

/** Videos whose file is or was among the product's media: a merchant may take it off or put it back in Shopify. */
const listed: VideoStatus[] = ["published", ...publishableAgain];

/**
 * Notes a delivery of products/update and, where a video of the product could be out of date or off the product now, a job that looks: both or
 * neither. Returns false for a delivery that was there before.
 */
export async function noteProductChange(deps: { db: PrismaClient; jobs: JobQueue }, o: ProductChange & { webhookId: string; topic: string }): Promise<boolean> {
  const { shop, productGid } = o;
  const delivery = { data: [{ id: o.webhookId, topic: o.topic, shop }], skipDuplicates: true };
  // Most deliveries tell of stock or of products without a video: one statement for those, because Shopify sends very many.
  const [seen] = await deps.db.$queryRaw<{ concerned: boolean; taken: number }[]>`
    WITH concerned AS (
      SELECT 1 FROM "Video" v LEFT JOIN "Publication" p ON p."videoId" = v.id
      WHERE v.shop = ${shop} AND v."productGid" = ${productGid}
        AND ((v.status = ANY(${current}::text[]) AND v."madeFrom" IS NOT NULL) OR (v.status = ANY(${listed}::text[]) AND p."doneAt" IS NOT NULL)) LIMIT 1
    ), taken AS (
      INSERT INTO "WebhookDelivery" (id, topic, shop, "receivedAt") SELECT ${o.webhookId}::text, ${o.topic}::text, ${shop}::text, timezone('UTC', now())
      WHERE NOT EXISTS (SELECT 1 FROM concerned) ON CONFLICT (id) DO NOTHING RETURNING 1
    ) SELECT EXISTS (SELECT 1 FROM concerned) AS concerned, (SELECT count(*)::int FROM taken) AS taken`;
  if (!seen?.concerned) return (seen?.taken ?? 0) > 0;
  return deps.db.$transaction(async (tx) => {
    const { count } = await tx.webhookDelivery.createMany(delivery);
    if (count === 0) return false;
    await deps.jobs.enqueue(tx, productChangeQueue.name, { shop, productGid }, { key: `${shop} ${productGid}`, startAt: new Date(Date.now() + GATHER_MS) });
    return true;
  }, { maxWait: PATIENCE_MS });
}
