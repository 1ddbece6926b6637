import type { PrismaClient } from "@prisma/client";
import type { ProductMaterial, ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import { ensureShop } from "#app/shops/ensure-shop.server.ts";
import { shopSettings } from "#app/shops/shop-settings.ts";
import { joinSentences } from "#app/words/join-sentences.ts";
import { tell } from "#app/words/say.ts";
import { EXPECTED_CREDITS } from "./limits.ts";
import { planForShop } from "./plan-for-shop.server.ts";
import type { SelectionPlan, SkippedProduct } from "./selection-plan.ts";
import { blocksInBatch } from "./video-status.ts";

/** What would begin for the products, by the shop's own recipe and what it keeps for each, and who is left out and why. Nothing is changed. */
export async function planSelection(db: PrismaClient, o: { shop: string; admin: Pick<ShopifyAdmin, "getProducts">; productGids: string[] }): Promise<Omit<SelectionPlan, "creditsAvailable">> {
  const settings = shopSettings(await ensureShop(db, o.shop));
  const productGids = [...new Set(o.productGids)];
  const [products, busy] = await Promise.all([
    o.admin.getProducts({ productGids }),
    db.video.findMany({ where: { shop: o.shop, productGid: { in: productGids }, status: { in: blocksInBatch } }, select: { productGid: true } }),
  ]);
  const found = new Map(products.map((product) => [product.productGid, product]));
  const onTheirWay = new Set(busy.map((video) => video.productGid));
  const ready: SelectionPlan["ready"] = [];
  const skipped: SkippedProduct[] = [];
  for (const productGid of productGids) {
    const outcome = await judge(db, productGid, found.get(productGid), { shop: o.shop, onItsWay: onTheirWay.has(productGid), recipe: settings.recipe });
    if ("reason" in outcome) skipped.push(outcome);
    else ready.push(outcome);
  }
  return { ready, skipped, expectedCredits: ready.length * EXPECTED_CREDITS, creditsEach: EXPECTED_CREDITS };
}

async function judge(
  db: PrismaClient,
  productGid: string,
  product: ProductMaterial | undefined,
  o: { shop: string; onItsWay: boolean; recipe: string },
): Promise<SkippedProduct | SelectionPlan["ready"][number]> {
  if (!product) return { productGid, title: null, reason: "gone", text: null };
  if (o.onItsWay) return { productGid, title: product.title, reason: "on_its_way", text: null };
  const { blockers, notices } = (await planForShop(db, product, { shop: o.shop, recipe: o.recipe, chosen: null })).view;
  if (blockers.length) return { productGid, title: product.title, reason: "blocked", text: tell(joinSentences(...blockers)) };
  return { productGid, title: product.title, notices };
}
