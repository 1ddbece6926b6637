import type { PrismaClient } from "@prisma/client";
import type { ProductMaterial, ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import { ensureShop } from "#app/shops/ensure-shop.server.ts";
import { shopSettings } from "#app/shops/shop-settings.ts";
import { EXPECTED_CREDITS } from "./limits.ts";
import { planVideo } from "./plan-video.ts";
import type { SelectionPlan, SkippedProduct } from "./selection-plan.ts";
import { blocksNewRequest } from "./video-status.ts";

/** What would begin for the products, by the shop's own recipe, and who is left out and why. Nothing is changed. */
export async function planSelection(db: PrismaClient, o: { shop: string; admin: Pick<ShopifyAdmin, "getProducts">; productGids: string[] }): Promise<Omit<SelectionPlan, "creditsAvailable">> {
  const settings = shopSettings(await ensureShop(db, o.shop));
  const productGids = [...new Set(o.productGids)];
  const [products, busy] = await Promise.all([
    o.admin.getProducts({ productGids }),
    db.video.findMany({ where: { shop: o.shop, productGid: { in: productGids }, status: { in: blocksNewRequest } }, select: { productGid: true } }),
  ]);
  const found = new Map(products.map((product) => [product.productGid, product]));
  const onTheirWay = new Set(busy.map((video) => video.productGid));
  const ready: SelectionPlan["ready"] = [];
  const skipped: SkippedProduct[] = [];
  for (const productGid of productGids) {
    const judged = judge(productGid, found.get(productGid), onTheirWay, settings);
    if ("reason" in judged) skipped.push(judged);
    else ready.push(judged);
  }
  return { ready, skipped, expectedCredits: ready.length * EXPECTED_CREDITS, creditsEach: EXPECTED_CREDITS };
}

function judge(productGid: string, product: ProductMaterial | undefined, onTheirWay: Set<string>, settings: { recipe: string; language: string }): SkippedProduct | SelectionPlan["ready"][number] {
  if (!product) return { productGid, title: null, reason: "gone", text: null };
  if (onTheirWay.has(productGid)) return { productGid, title: product.title, reason: "on_its_way", text: null };
  const { blockers, notices } = planVideo(product, settings).view;
  if (blockers.length) return { productGid, title: product.title, reason: "blocked", text: blockers.join(" ") };
  return { productGid, title: product.title, notices };
}
