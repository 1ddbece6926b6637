import type { Prisma, PrismaClient } from "@prisma/client";
import { EXPECTED_CREDITS } from "#app/videos/limits.ts";

/** Credits of one batch. `spent`: by videos that have ended, and by messages that are out of our hands; `mayStillTake`: by those being made. */
export interface BatchCredits {
  spent: number;
  mayStillTake: number;
}

/** What the videos of each of the batches took as far as it is known, and may still take. One query. */
export async function batchCredits(db: Pick<PrismaClient | Prisma.TransactionClient, "$queryRaw">, shop: string, batchIds: string[]): Promise<Map<string, BatchCredits>> {
  const rows = await db.$queryRaw<({ batchId: string } & BatchCredits)[]>`
    SELECT i."batchId",
      coalesce(sum(i."creditsFrom" + CASE
        WHEN i.credits IS NOT NULL THEN i.credits
        WHEN v.status IN ('queued', 'making') THEN 0
        WHEN v.charged = 'no' THEN 0
        ELSE ${EXPECTED_CREDITS}::int END), 0)::int AS spent,
      coalesce(sum(CASE WHEN i.credits IS NULL AND v.status IN ('queued', 'making') THEN ${EXPECTED_CREDITS}::int ELSE 0 END), 0)::int AS "mayStillTake"
    FROM "BatchItem" i JOIN "Video" v ON v.id = i."videoId" WHERE i."batchId" = ANY(${batchIds}) AND i.shop = ${shop} AND i.state = 'begun' GROUP BY 1`;
  const credits = new Map(batchIds.map((batchId) => [batchId, { spent: 0, mayStillTake: 0 }]));
  for (const { batchId, spent, mayStillTake } of rows) credits.set(batchId, { spent, mayStillTake });
  return credits;
}

/** Credits of one batch. */
export async function creditsOf(db: Pick<PrismaClient | Prisma.TransactionClient, "$queryRaw">, o: { shop: string; batchId: string }): Promise<BatchCredits> {
  return (await batchCredits(db, o.shop, [o.batchId])).get(o.batchId) ?? { spent: 0, mayStillTake: 0 };
}
