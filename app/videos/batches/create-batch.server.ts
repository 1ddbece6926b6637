import type { Prisma } from "@prisma/client";
import { ensureShop } from "#app/shops/ensure-shop.server.ts";
import { shopSettings } from "#app/shops/shop-settings.ts";
import { chosenOptions } from "#app/videos/choices.ts";
import { isRecipe, recipes } from "#app/videos/recipes/find-recipe.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence } from "#app/words/say.ts";
import type { BatchDeps } from "./batch-deps.ts";
import { batchRefused } from "./batch-errors.ts";
import type { KeptSelection } from "./batch-json.ts";
import { batchGatherQueue } from "./batch-queues.ts";
import type { BatchSelection } from "./batch-view.ts";
import { BATCH_LIMIT, type NewBatch } from "./batches-service.ts";
import { checkCap } from "./check-cap.ts";
import { insertHandItems } from "./insert-items.server.ts";
import { nameSelection } from "./name-selection.ts";

/** A choice as it comes in, or one that automatic mode made. */
export type Choice = BatchSelection | Extract<KeptSelection, { kind: "automatic" }>;

/**
 * Takes a choice in: the row, its products where they were chosen by hand, and the job that looks them up, in one transaction. With
 * `confirmed` it begins as soon as its products are known. Throws ExpectedError `batch.unknown_recipe`, `batch.too_many`, `batch.empty`.
 */
export async function createBatch(
  deps: Pick<BatchDeps, "db" | "jobs" | "clock">,
  o: Omit<NewBatch, "selection"> & { selection: Choice; confirmed?: { capCredits: number | null } },
): Promise<{ batchId: string }> {
  if (o.recipe !== null && !isRecipe(o.recipe)) throw batchRefused("batch.unknown_recipe", sentence("requests.batch_recipe", { recipe: o.recipe.slice(0, 60), recipes: recipes.map((recipe) => recipe.name).join(", ") }));
  if (o.confirmed) checkCap(o.confirmed.capCredits);
  const productGids = o.selection.kind === "hand" ? [...new Set(o.selection.productGids)] : [];
  const selection = keepSelection(o.selection, o.anyway ?? [], productGids.length);
  // A worker does not take a shop back into use that removed the app meanwhile.
  const shopRow = selection.kind === "automatic" ? await deps.db.shop.findUniqueOrThrow({ where: { domain: o.shop } }) : await ensureShop(deps.db, o.shop);
  const settings = shopSettings(shopRow);
  const now = deps.clock.now();
  return deps.db.$transaction(async (tx) => {
    const batchId = await insertBatch(tx, {
      shop: o.shop, origin: selection.kind, selection, title: keepSentence(nameSelection(selection, productGids.length)), recipe: o.recipe ?? settings.recipe,
      ...(o.chosen && { choices: chosenOptions.parse(o.chosen) }), requestedBy: o.requestedBy, requestKey: o.requestKey, createdAt: now,
      ...(o.confirmed && { confirmedAt: now, capCredits: o.confirmed.capCredits }),
    });
    if (!batchId) return { batchId: (await tx.batch.findUniqueOrThrow({ where: { shop_requestKey: { shop: o.shop, requestKey: o.requestKey } }, select: { id: true } })).id };
    if (productGids.length) await insertHandItems(tx, { batchId, shop: o.shop, productGids });
    await deps.jobs.enqueue(tx, batchGatherQueue.name, { shop: o.shop, batchId }, { key: batchId });
    return { batchId };
  }, { timeout: 15_000 });
}

/** Null when the same request was here before: it waits for the other one's commit, and finds it. */
async function insertBatch(tx: Prisma.TransactionClient, data: Prisma.BatchCreateManyInput): Promise<string | null> {
  const [made] = await tx.batch.createManyAndReturn({ data: [data], skipDuplicates: true, select: { id: true } });
  return made?.id ?? null;
}

function keepSelection(selection: Choice, anyway: KeptSelection["anyway"], products: number): KeptSelection {
  switch (selection.kind) {
    case "hand":
      if (products === 0) throw batchRefused("batch.empty", sentence("requests.batch_empty"));
      if (products > BATCH_LIMIT) throw batchRefused("batch.too_many", sentence("requests.batch_too_many", { most: BATCH_LIMIT, n: products }));
      return { kind: "hand", anyway };
    case "search":
      if (!selection.search.trim()) throw batchRefused("batch.empty", sentence("requests.batch_no_search"));
      return { kind: "search", search: selection.search.trim().slice(0, 1_000), anyway };
    case "collection":
      return { kind: "collection", collectionGid: selection.collectionGid, collectionTitle: selection.collectionTitle, anyway };
    case "without_video":
      return { kind: "without_video", anyway };
    case "automatic":
      return selection;
  }
}
