import type { MerchantFile, PrismaClient, Shop } from "@prisma/client";
import type { ProductMaterial } from "#app/shopify/shopify-admin.ts";
import { readShopRow } from "#app/shops/read-shop-row.server.ts";
import { shopSettings, videoLanguage } from "#app/shops/shop-settings.ts";
import type { ChosenOptions } from "./choices.ts";
import { readKeptChoices, type KeptChoices } from "./keep-choices.server.ts";
import { pendingMerchantFiles, sentNames } from "./merchant-files.server.ts";
import { readShopLogo } from "./shop-logo.server.ts";
import { planVideo, type VideoPlan } from "./plan-video.ts";

export interface ShopPlan extends VideoPlan {
  kept: KeptChoices;
  /** What the plan was made with: the given choices, else the kept ones. */
  chosen: ChosenOptions;
  /** What was read for it: the product's own files that are free, the shop's logo, and the shop's row. */
  files: MerchantFile[];
  shopLogo: Awaited<ReturnType<typeof readShopLogo>>;
  shopRow: Shop | null;
}

/** A plan with all that this shop keeps for the product: choices of the last time, footage and logo, the brand, the language. The shop's own logo is used where the product has none. `chosen` null takes the kept ones. */
export async function planForShop(
  db: PrismaClient,
  product: ProductMaterial,
  o: { shop: string; recipe: string; chosen: ChosenOptions | null },
): Promise<ShopPlan> {
  const of = { shop: o.shop, productGid: product.productGid };
  const [kept, files, shopLogo, shopRow] = await Promise.all([
    readKeptChoices(db, { ...of, recipe: o.recipe }),
    pendingMerchantFiles(db, of),
    readShopLogo(db, of),
    readShopRow(db, o.shop),
  ]);
  const chosen = o.chosen ?? kept.chosen;
  const settled = { settings: shopRow?.settings, locales: shopRow?.locales };
  const { brand, picturesBy } = shopSettings(settled);
  const { footage, logo = shopLogo ? { filename: shopLogo.filename } : undefined } = sentNames(files);
  return { ...planVideo(product, { recipe: o.recipe, language: videoLanguage(settled), chosen, brand, picturesBy, footage, logo }), kept, chosen, files, shopLogo, shopRow };
}
