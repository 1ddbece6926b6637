import { creditsIn } from "#app/words/format-amounts.ts";
import { sentence, type Sentence } from "#app/words/say.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import { EXPECTED_CREDITS } from "#app/videos/limits.ts";
import { readShopLimits, type ShopLimits } from "#app/videos/read-shop-limits.server.ts";
import { findRecipe } from "#app/videos/recipes/find-recipe.ts";
import type { BatchDeps } from "./batch-deps.ts";
import { gatherNotes } from "./batch-json.ts";
import type { BatchQuote } from "./batch-view.ts";
import { BATCH_LIMIT } from "./batches-service.ts";
import { countSkipped } from "./count-items.server.ts";

/** From click to preview, in minutes: the makers' figures for generation, post-production and rendering, with looks in between. */
const MINUTES_EACH = { from: 3, to: 8 };

/** What a batch would come to if it began now, with its sentences as they are kept. Nothing is changed and no account is made for it. Without `admin`, Shopify's limits stay unknown. */
export async function quoteBatch(
  deps: Omit<BatchDeps, "jobs">,
  batch: { id: string; shop: string; recipe: string; gatherNotes: unknown },
  admin: Pick<ShopifyAdmin, "readVideoRoom"> | null,
): Promise<BatchQuote> {
  const { db } = deps;
  const products = await db.batchItem.count({ where: { shop: batch.shop, batchId: batch.id, state: "waiting" } });
  const skipped = await countSkipped(db, { shop: batch.shop, batchId: batch.id });
  const busy = await db.video.count({ where: { shop: batch.shop, status: { in: ["queued", "making", "publishing"] } } });
  const balance = await deps.showBalance(batch.shop, findRecipe(batch.recipe).skillSource);
  const available = balance?.available ?? null;
  const limits = admin && (await readShopLimits(deps, { shop: batch.shop, admin }));
  const rounds = products ? Math.ceil((products + busy) / deps.perShop) : 0;
  return {
    products, creditsEach: EXPECTED_CREDITS, expectedCredits: products * EXPECTED_CREDITS, available, frozen: balance?.frozen ?? null,
    planSlotsLeft: limits?.planSlots.left ?? null, weekLeft: limits?.weekLeft ?? null, hourLeft: limits?.hourLeft ?? null, skipped,
    minutes: { from: rounds * MINUTES_EACH.from, to: rounds * MINUTES_EACH.to },
    blockers: (products ? (limits?.blockers ?? []) : [sentence("quote.none_possible")]).map(keepSentence),
    notices: [...balanceNotice(products, available), ...limitNotices(products, limits), ...tooManyNotice(batch.gatherNotes)].map(keepSentence),
  };
}

function balanceNotice(products: number, available: number | null): Sentence[] {
  if (available === null || available >= products * EXPECTED_CREDITS) return [];
  const enough = Math.floor(available / EXPECTED_CREDITS);
  return [sentence("quote.balance_ends", { credits: creditsIn(available), enough, products })];
}

function limitNotices(products: number, limits: ShopLimits | null): Sentence[] {
  if (!limits || limits.blockers.length) return [];
  const { left } = limits.planSlots;
  if (left !== null && left < products) return [sentence("quote.plan_room_ends", { n: left })];
  if (limits.weekLeft < products) return [sentence("quote.week_room_ends", { n: limits.weekLeft })];
  return limits.notices;
}

const tooManyNotice = (notes: unknown): Sentence[] =>
  gatherNotes.parse(notes ?? {}).more ? [sentence("quote.too_many_chosen", { most: BATCH_LIMIT })] : [];
