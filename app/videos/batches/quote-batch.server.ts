import { formatCredits } from "#app/lib/format-amounts.ts";
import { EXPECTED_CREDITS } from "#app/videos/limits.ts";
import { findRecipe } from "#app/videos/recipes/find-recipe.ts";
import type { BatchDeps } from "./batch-deps.ts";
import type { BatchQuote } from "./batch-view.ts";
import { BATCH_LIMIT } from "./batches-service.ts";
import { countSkipped } from "./count-items.server.ts";
import { gatherNotes } from "./batch-json.ts";

/** From click to preview, in minutes: the makers' figures for generation, post-production and rendering, with looks in between. */
const MINUTES_EACH = { from: 3, to: 8 };

/** What a batch would come to if it began now. Nothing is changed and no account is made for it. */
export async function quoteBatch(deps: Omit<BatchDeps, "jobs">, batch: { id: string; shop: string; recipe: string; gatherNotes: unknown }): Promise<BatchQuote> {
  const { db } = deps;
  const products = await db.batchItem.count({ where: { shop: batch.shop, batchId: batch.id, state: "waiting" } });
  const skipped = await countSkipped(db, { shop: batch.shop, batchId: batch.id });
  const busy = await db.video.count({ where: { shop: batch.shop, status: { in: ["queued", "making", "publishing"] } } });
  const balance = await deps.showBalance(batch.shop, findRecipe(batch.recipe).skillSource);
  const available = balance?.available ?? null;
  const rounds = Math.ceil((products + busy) / deps.perShop);
  return {
    products, creditsEach: EXPECTED_CREDITS, expectedCredits: products * EXPECTED_CREDITS, available, frozen: balance?.frozen ?? null,
    planSlotsLeft: null, weekLeft: null, hourLeft: null, skipped,
    minutes: { from: products ? rounds * MINUTES_EACH.from : 0, to: products ? rounds * MINUTES_EACH.to : 0 },
    blockers: products ? [] : ["None of these products can have a video now."],
    notices: [...balanceNotice(products, available), ...tooManyNotice(batch.gatherNotes)],
  };
}

function balanceNotice(products: number, available: number | null): string[] {
  if (available === null || available >= products * EXPECTED_CREDITS) return [];
  const enough = Math.floor(available / EXPECTED_CREDITS);
  return [`Your balance of ${formatCredits(available)} is enough for about ${enough} of ${products}. The batch pauses there, and goes on when you have added credits.`];
}

const tooManyNotice = (notes: unknown): string[] =>
  gatherNotes.parse(notes ?? {}).more ? [`Your choice has more than ${BATCH_LIMIT.toLocaleString("en")} products. This batch takes the first ${BATCH_LIMIT.toLocaleString("en")}; make another one for the rest.`] : [];
