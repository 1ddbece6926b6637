import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import { UPLOADS_A_WEEK } from "#app/videos/limits.ts";
import { readShopLimits } from "#app/videos/read-shop-limits.server.ts";
import { sentence, type Sentence } from "#app/words/say.ts";
import type { BatchWorkerDeps } from "./batch-deps.ts";

/**
 * Why the shop's batches should make no further video now, in a sentence, or null: each one is paid for, and Shopify would not take it. A full
 * hour is no reason; a full plan, a full week (with those on their way) and an upload that Shopify refused are.
 */
export async function whyNoFurther(deps: BatchWorkerDeps, o: { shop: string; admin: Pick<ShopifyAdmin, "readVideoRoom"> }): Promise<Sentence | null> {
  const limits = await readShopLimits(deps, o);
  const [blocker] = limits.blockers;
  if (blocker) return sentence("quote.paused_room", { why: blocker });
  if (limits.uploadsPausedUntil) return sentence("quote.paused_uploads", { why: limits.notices[0] ?? sentence("quote.no_more_videos") });
  const coming = await deps.db.video.count({ where: { shop: o.shop, status: { in: ["queued", "making", "ready", "publishing"] } } });
  if (limits.weekLeft > coming) return null;
  return sentence("quote.paused_week_full", { most: UPLOADS_A_WEEK });
}
