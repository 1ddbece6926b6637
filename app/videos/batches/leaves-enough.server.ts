import { EXPECTED_CREDITS } from "#app/videos/limits.ts";
import { findRecipe } from "#app/videos/recipes/find-recipe.ts";
import type { BatchWorkerDeps } from "./batch-deps.ts";

/**
 * Whether the balance, as last seen, is enough for one more beside those of the shop whose message is still to come: begun together, the last
 * ones would be refused in the middle of their turn. While one of them is on its way its end decides; with none, the next one's own look at the
 * balance does. An unknown balance stops nothing (protocol §9).
 */
export async function leavesEnough(deps: BatchWorkerDeps, batch: { shop: string; recipe: string }): Promise<boolean> {
  const toCome = await deps.db.video.count({ where: { shop: batch.shop, status: { in: ["queued", "making"] }, messages: { none: { sentAt: { not: null } } } } });
  if (toCome === 0) return true;
  const available = (await deps.showBalance(batch.shop, findRecipe(batch.recipe).skillSource))?.available ?? null;
  return available === null || available >= (toCome + 1) * EXPECTED_CREDITS;
}
