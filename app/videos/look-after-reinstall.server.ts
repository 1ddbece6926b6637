import type { PrismaClient } from "@prisma/client";
import type { JobQueue } from "#app/jobs/open-job-queue.server.ts";
import { readShopRow } from "#app/shops/read-shop-row.server.ts";
import { productChangeQueue } from "./product-change-queue.ts";

interface Published {
  shop: string;
  productGid: string;
  status: string;
  publication: { doneAt: Date | null; seenAt: Date | null } | null;
}

/**
 * The rows of a shop outlive a removal of the app until shop/redact. Who looks at a published video that was not seen on its product since the app was
 * installed again has it looked for: nobody told us what happened meanwhile. Returns whether a look was asked for.
 */
export async function lookAfterReinstall(deps: { db: PrismaClient; jobs: JobQueue }, { shop, productGid, status, publication }: Published): Promise<boolean> {
  const seen = publication?.seenAt ?? publication?.doneAt;
  if (status !== "published" || !seen) return false;
  const row = await readShopRow(deps.db, shop);
  if (!row || row.installedAt <= seen) return false;
  await deps.db.$transaction((tx) => deps.jobs.enqueue(tx, productChangeQueue.name, { shop, productGid }, { key: `${shop} ${productGid}` }));
  return true;
}
