import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import { readShopLimits } from "#app/videos/read-shop-limits.server.ts";
import type { BatchWorkerDeps } from "./batch-deps.ts";

/**
 * Why the shop's batches should make no further video now, in a sentence, or null: each one is paid for, and Shopify would not take it. A full
 * hour is no reason; a full plan, a full week (with those on their way) and an upload that Shopify refused are.
 */
export async function whyNoFurther(deps: BatchWorkerDeps, o: { shop: string; admin: Pick<ShopifyAdmin, "readVideoRoom"> }): Promise<string | null> {
  const limits = await readShopLimits(deps, o);
  const [blocker] = limits.blockers;
  if (blocker) return `${blocker} Resume this batch afterwards; the products that are left keep their turns.`;
  if (limits.uploadsPausedUntil) return `${limits.notices[0] ?? "Shopify takes no more videos of your store for now."} This batch waits so that nothing is paid for that cannot be published; resume it whenever you like.`;
  const coming = await deps.db.video.count({ where: { shop: o.shop, status: { in: ["queued", "making", "ready", "publishing"] } } });
  if (limits.weekLeft > coming) return null;
  return "Shopify takes 1,000 videos a week of this app, and with those on their way that number is reached. Resume this batch when the week is over; the products that are left keep their turns.";
}
