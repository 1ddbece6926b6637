import type { Prisma, PrismaClient } from "@prisma/client";
import type { JobQueue } from "#app/jobs/open-job-queue.server.ts";
import type { ProductMaterial } from "#app/shopify/shopify-admin.ts";
import { ensureShop } from "#app/shops/ensure-shop.server.ts";
import { joinSentences } from "#app/words/join-sentences.ts";
import { sentence } from "#app/words/say.ts";
import { shopSettings } from "#app/shops/shop-settings.ts";
import { admitVideos, lockShop } from "./admit-videos.server.ts";
import type { ChosenOptions } from "./choices.ts";
import { cleanPrompt } from "./clean-prompt.ts";
import { fingerprintProduct } from "./fingerprint-product.server.ts";
import { keepChoices } from "./keep-choices.server.ts";
import { takeMerchantFiles } from "./merchant-files.server.ts";
import { planForShop } from "./plan-for-shop.server.ts";
import { isRecipe, recipes } from "./recipes/find-recipe.ts";
import { takeShopLogo } from "./shop-logo.server.ts";
import { videoRefused } from "./video-errors.ts";
import { blocksNewRequest } from "./video-status.ts";
import { checkWeekCap } from "./week-credits.server.ts";

export interface RequestDeps {
  db: PrismaClient;
  jobs: JobQueue;
  perShop: number;
}

export interface VideoRequest {
  shop: string;
  admin: { getMaterial(of: { productGid: string }): Promise<ProductMaterial | null> };
  productGid: string;
  recipe: string | null;
  chosen?: ChosenOptions | null;
  prompt: string | null;
  requestedBy: string | null;
  /** A worker asks, not a person: what belongs to the request besides is committed with it, or nothing is. */
  turn?: VideoTurn;
}

/** The turn of a product in a batch. A shop that removed the app is not taken back into use by it. */
export interface VideoTurn {
  /** False leaves alone what the merchant wrote and chose for this product: neither used nor kept for the next time. */
  ownText: boolean;
  /** With the shop's row held, before anything is made: throws to make nothing. */
  before(tx: Prisma.TransactionClient): Promise<void>;
  /** Once the new row is there. */
  after(tx: Prisma.TransactionClient, videoId: string): Promise<void>;
}

/**
 * One paid decision of a merchant: the row and its job in one transaction. A product whose video is on its way or waits for
 * approval is not asked for twice; a double click, a second tab and a second request find the first one. `chosen` and `prompt`
 * left out take what the merchant chose and wrote for this product the last time, else the recipe's own.
 */
export async function requestVideo(deps: RequestDeps, o: VideoRequest): Promise<{ videoId: string; already: boolean }> {
  if (o.recipe !== null && !isRecipe(o.recipe)) throw videoRefused("video.unknown_recipe", sentence("requests.unknown_recipe", { recipe: o.recipe.slice(0, 60), recipes: recipes.map((recipe) => recipe.name).join(", ") }));
  const { turn } = o;
  const settings = shopSettings(turn ? await deps.db.shop.findUniqueOrThrow({ where: { domain: o.shop } }) : await ensureShop(deps.db, o.shop));
  const product = await o.admin.getMaterial({ productGid: o.productGid });
  if (!product) throw videoRefused("video.product_gone", sentence("requests.product_gone"));
  const plan = await planForShop(deps.db, product, { shop: o.shop, recipe: o.recipe ?? settings.recipe, chosen: o.chosen ?? null });
  if (plan.blockers.length) throw videoRefused("video.blocked", joinSentences(...plan.blockers, sentence("states.charged_no")));
  const suggested = cleanPrompt(plan.view.prompt);
  const ownText = turn?.ownText ?? true;
  const prompt = cleanPrompt(o.prompt ?? (ownText ? plan.kept.prompt : null) ?? suggested);
  const of = { shop: o.shop, productGid: product.productGid };

  return deps.db.$transaction(async (tx) => {
    await lockShop(tx, o.shop);
    await turn?.before(tx);
    const current = await tx.video.findFirst({ where: { shop: o.shop, productGid: o.productGid, status: { in: blocksNewRequest } }, orderBy: { createdAt: "desc" }, select: { id: true } });
    if (current) return { videoId: current.id, already: true };
    // A batch pauses at the cap before its turn comes.
    if (!turn) await checkWeekCap(tx, { shop: o.shop, now: new Date() });
    const video = await tx.video.create({
      data: {
        ...of, productTitle: product.title, recipe: plan.view.recipe, prompt,
        choices: { ...plan.choices, promptEdited: prompt !== suggested }, pictures: plan.pictures.map((picture) => ({ ...picture })), requestedBy: o.requestedBy,
        madeFrom: fingerprintProduct(product), mediaCount: product.mediaCount,
      },
    });
    await takeMerchantFiles(tx, { ...of, videoId: video.id, takes: plan.view.takes });
    await takeShopLogo(tx, { ...of, videoId: video.id, takes: plan.view.takes });
    if (ownText) await keepChoices(tx, { ...of, recipe: plan.view.recipe, chosen: plan.chosen, prompt, suggested });
    await turn?.after(tx, video.id);
    await admitVideos(deps, tx, o.shop, { tellBatches: !turn });
    return { videoId: video.id, already: false };
  });
}
