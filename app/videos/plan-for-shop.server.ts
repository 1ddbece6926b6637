import type { PrismaClient } from "@prisma/client";
import type { ProductMaterial } from "#app/shopify/shopify-admin.ts";
import { shopSettings } from "#app/shops/shop-settings.ts";
import type { ChosenOptions } from "./choices.ts";
import { readKeptChoices, type KeptChoices } from "./keep-choices.server.ts";
import { pendingMerchantFiles, sentNames } from "./merchant-files.server.ts";
import { planVideo, type VideoPlan } from "./plan-video.ts";

export interface ShopPlan extends VideoPlan {
  kept: KeptChoices;
  /** What the plan was made with: the given choices, else the kept ones. */
  chosen: ChosenOptions;
}

/** A plan with all that this shop keeps for the product: choices of the last time, footage and logo, the brand. `chosen` null takes the kept ones. */
export async function planForShop(
  db: PrismaClient,
  product: ProductMaterial,
  o: { shop: string; recipe: string; language: string; chosen: ChosenOptions | null },
): Promise<ShopPlan> {
  const of = { shop: o.shop, productGid: product.productGid };
  const [kept, files, shopRow] = await Promise.all([
    readKeptChoices(db, { ...of, recipe: o.recipe }),
    pendingMerchantFiles(db, of),
    db.shop.findUnique({ where: { domain: o.shop }, select: { settings: true } }),
  ]);
  const chosen = o.chosen ?? kept.chosen;
  const { brand, picturesBy } = shopSettings({ settings: shopRow?.settings });
  return { ...planVideo(product, { recipe: o.recipe, language: o.language, chosen, brand, picturesBy, ...sentNames(files) }), kept, chosen };
}
