import type { PrismaClient } from "@prisma/client";
import { publishingSteps } from "#app/videos/video-status.ts";
import type { BatchCounts, SkipReason } from "./batch-view.ts";

const none = (): BatchCounts => ({ waiting: 0, making: 0, ready: 0, publishing: 0, published: 0, withdrawn: 0, withdrawing: 0, attention: 0, failed: 0, canceled: 0, discarded: 0, skipped: 0, all: 0 });

/** Where the products of each of the shop's batches stand. One query. */
export async function countItems(db: Pick<PrismaClient, "$queryRaw">, shop: string, batchIds: string[]): Promise<Map<string, BatchCounts>> {
  const rows = await db.$queryRaw<{ batchId: string; state: string; status: string | null; n: number }[]>`
    SELECT i."batchId", i.state, CASE WHEN v.status = 'queued' AND v.step = ANY(${publishingSteps}) THEN 'publishing' ELSE v.status END AS status, count(*)::int AS n FROM "BatchItem" i LEFT JOIN "Video" v ON v.id = i."videoId"
    WHERE i."batchId" = ANY(${batchIds}) AND i.shop = ${shop} GROUP BY 1, 2, 3`;
  const counts = new Map(batchIds.map((batchId) => [batchId, none()]));
  for (const { batchId, state, status, n } of rows) {
    const own = counts.get(batchId);
    if (!own) continue;
    own.all += n;
    own[countedAs(state, status)] += n;
  }
  return counts;
}

function countedAs(state: string, status: string | null): Exclude<keyof BatchCounts, "all"> {
  if (state === "skipped" || state === "canceled") return state;
  if (state !== "begun") return "waiting";
  switch (status) {
    case "queued":
    case "making":
      return "making";
    case "ready": case "publishing": case "published": case "attention": case "failed": case "canceled": case "discarded":
      return status;
    case "withdrawing":
      return "withdrawing";
    case "withdrawn": case "replaced": case "removed":
      return "withdrawn";
    default:
      // its video was erased, or gave way to a version of which no batch knows
      return "discarded";
  }
}

/** How many products are left out for which reason. */
export async function countSkipped(db: PrismaClient, o: { shop: string; batchId: string }): Promise<{ reason: SkipReason; products: number }[]> {
  const rows = await db.batchItem.groupBy({ by: ["skipReason"], where: { shop: o.shop, batchId: o.batchId, state: "skipped" }, _count: true, orderBy: { _count: { skipReason: "desc" } } });
  return rows.flatMap((row) => (row.skipReason ? [{ reason: row.skipReason as SkipReason, products: row._count }] : []));
}
