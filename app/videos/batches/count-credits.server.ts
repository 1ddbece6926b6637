import type { Prisma } from "@prisma/client";
import { EXPECTED_CREDITS } from "#app/videos/limits.ts";

/**
 * Writes down what each ended video of a batch took. The balance before and after says it, shared with the other messages that the same
 * account sent in between; where the balance is not known, or was topped up meanwhile, about 100 is taken for a message that went out.
 */
export async function countCredits(tx: Prisma.TransactionClient, o: { shop: string; batchId: string }): Promise<void> {
  await tx.$executeRaw`
    WITH ended AS (
      SELECT i.position, v.charged, (v."creditsBefore"->>'available')::numeric - (v."creditsAfter"->>'available')::numeric AS fell,
        (SELECT min(e.at) FROM "VideoEvent" e WHERE e."videoId" = v.id AND e.step = 'check' AND e.kind = 'finished') AS "from",
        (SELECT max(e.at) FROM "VideoEvent" e WHERE e."videoId" = v.id AND e.step = 'collect' AND e.kind = 'finished') AS "to"
      FROM "BatchItem" i JOIN "Video" v ON v.id = i."videoId"
      WHERE i."batchId" = ${o.batchId} AND i.shop = ${o.shop} AND i.state = 'begun' AND i.credits IS NULL AND v.status NOT IN ('queued', 'making')
        AND (v.charged = 'no' OR v."creditsAfter" IS NOT NULL OR v.status IN ('canceled', 'discarded', 'failed'))
    ), shared AS (
      SELECT ended.*, (
        SELECT count(*) FROM "Message" m JOIN "Video" w ON w.id = m."videoId" JOIN "Shop" p ON p.domain = w.shop
        WHERE m."sentAt" >= ended."from" AND m."sentAt" <= ended."to" AND m.outcome IS DISTINCT FROM 'refused'
          AND (w.shop = ${o.shop} OR (p."nemoTokenSealed" IS NULL AND (SELECT "nemoTokenSealed" FROM "Shop" WHERE domain = ${o.shop}) IS NULL))
      ) AS messages FROM ended
    )
    UPDATE "BatchItem" i SET credits = CASE WHEN s.charged = 'no' THEN 0 WHEN s.fell > 0 AND s.messages > 0 THEN ceil(s.fell / s.messages)::int ELSE ${EXPECTED_CREDITS}::int END
    FROM shared s WHERE i."batchId" = ${o.batchId} AND i.position = s.position`;
}
