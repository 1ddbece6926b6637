import type { Prisma, PrismaClient } from "@prisma/client";
import { EXPECTED_CREDITS } from "#app/videos/limits.ts";

const WEEK_MS = 7 * 24 * 3_600_000;

/** What the videos that automatic mode began in the last seven days took, and those being made may take. */
export async function automaticCredits(db: Pick<PrismaClient | Prisma.TransactionClient, "$queryRaw">, o: { shop: string; now: Date }): Promise<number> {
  const since = new Date(o.now.getTime() - WEEK_MS);
  const [row] = await db.$queryRaw<{ credits: number }[]>`
    SELECT coalesce(sum(i."creditsFrom" + CASE
      WHEN i.credits IS NOT NULL THEN i.credits
      WHEN v.charged = 'no' AND v.status NOT IN ('queued', 'making') THEN 0
      ELSE ${EXPECTED_CREDITS}::int END), 0)::int AS credits
    FROM "Batch" b JOIN "BatchItem" i ON i."batchId" = b.id JOIN "Video" v ON v.id = i."videoId"
    WHERE b.shop = ${o.shop} AND b.origin = 'automatic' AND i."begunAt" > ${since}`;
  return row?.credits ?? 0;
}
