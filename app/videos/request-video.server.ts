import type { PrismaClient } from "@prisma/client";
import type { JobQueue } from "#app/jobs/open-job-queue.server.ts";
import type { ProductMaterial } from "#app/shopify/shopify-admin.ts";
import { ensureShop } from "#app/shops/ensure-shop.server.ts";
import { shopSettings } from "#app/shops/shop-settings.ts";
import { admitVideos, lockShop } from "./admit-videos.server.ts";
import type { ChosenOptions } from "./choices.ts";
import { cleanPrompt } from "./clean-prompt.ts";
import { fingerprintProduct } from "./fingerprint-product.server.ts";
import { keepChoices } from "./keep-choices.server.ts";
import { takeMerchantFiles } from "./merchant-files.server.ts";
import { planForShop } from "./plan-for-shop.server.ts";
import { isRecipe, recipes } from "./recipes/find-recipe.ts";
import { videoRefused } from "./video-errors.ts";
import { blocksNewRequest } from "./video-status.ts";

export interface RequestDeps {
  db: PrismaClient;
  jobs: JobQueue;
  perShop: number;
}

/**
 * One paid decision of a merchant: the row and its job in one transaction. A product whose video is on its way or waits for
 * approval is not asked for twice; a double click, a second tab and a second request find the first one. `chosen` and `prompt`
 * left out take what the merchant chose and wrote for this product the last time, else the recipe's own.
 */
export async function requestVideo(
  deps: RequestDeps,
  o: { shop: string; admin: { getProduct(of: { productGid: string }): Promise<ProductMaterial | null> }; productGid: string; recipe: string | null; chosen?: ChosenOptions | null; prompt: string | null; requestedBy: string | null },
): Promise<{ videoId: string; already: boolean }> {
  if (o.recipe !== null && !isRecipe(o.recipe)) throw videoRefused("video.unknown_recipe", `There is no recipe “${o.recipe.slice(0, 60)}”. Choose one of: ${recipes.map((recipe) => recipe.name).join(", ")}.`);
  const settings = shopSettings(await ensureShop(deps.db, o.shop));
  const product = await o.admin.getProduct({ productGid: o.productGid });
  if (!product) throw videoRefused("video.product_gone", "This product is no longer in your shop.");
  const plan = await planForShop(deps.db, product, { shop: o.shop, recipe: o.recipe ?? settings.recipe, language: settings.language, chosen: o.chosen ?? null });
  if (plan.view.blockers.length) throw videoRefused("video.blocked", `${plan.view.blockers.join(" ")} Nothing was charged.`);
  const suggested = cleanPrompt(plan.view.prompt);
  const prompt = cleanPrompt(o.prompt ?? plan.kept.prompt ?? suggested);
  const of = { shop: o.shop, productGid: product.productGid };

  return deps.db.$transaction(async (tx) => {
    await lockShop(tx, o.shop);
    const current = await tx.video.findFirst({ where: { shop: o.shop, productGid: o.productGid, status: { in: blocksNewRequest } }, orderBy: { createdAt: "desc" }, select: { id: true } });
    if (current) return { videoId: current.id, already: true };
    const video = await tx.video.create({
      data: {
        ...of, productTitle: product.title, recipe: plan.view.recipe, prompt,
        choices: { ...plan.choices, promptEdited: prompt !== suggested }, pictures: plan.pictures.map((picture) => ({ ...picture })), requestedBy: o.requestedBy,
        madeFrom: fingerprintProduct(product),
      },
    });
    await takeMerchantFiles(tx, { ...of, videoId: video.id, takes: plan.view.takes });
    await keepChoices(tx, { ...of, recipe: plan.view.recipe, chosen: plan.chosen, prompt, suggested });
    await admitVideos(deps, tx, o.shop);
    return { videoId: video.id, already: false };
  });
}
