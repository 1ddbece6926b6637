import type { Batch, Prisma } from "@prisma/client";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { buildBatchSearch } from "#app/shopify/build-batch-search.ts";
import { escapeSearch } from "#app/shopify/escape-search.ts";
import type { BatchProductSource, ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import type { BatchWorkerDeps } from "./batch-deps.ts";
import { gatherNotes, keptSelection, type GatherNotes, type KeptSelection } from "./batch-json.ts";
import { batchGatherQueue } from "./batch-queues.ts";
import { BATCH_LIMIT } from "./batches-service.ts";
import { skipFor } from "./describe-skip.ts";
import { endGathering, failGathering } from "./end-gathering.server.ts";
import { insertJudgedItems, judgeHandItems, type JudgedItem } from "./insert-items.server.ts";
import { judgeProducts } from "./judge-products.server.ts";

/** Products chosen by hand that are judged in one go. */
const AT_ONCE = 50;
const AFTER_A_MISHAP_MS = 10_000;

/**
 * Looks a batch's products up, page by page, and quotes it. Every page is one transaction with the place where the next one begins, so a
 * run that died is gone on with, and two runs at once do not count a product twice.
 */
export async function gatherBatch(deps: BatchWorkerDeps, o: { shop: string; batchId: string }, signal: AbortSignal): Promise<void> {
  try {
    for (;;) {
      signal.throwIfAborted();
      const batch = await deps.db.batch.findFirst({ where: { id: o.batchId, shop: o.shop, shopRow: { uninstalledAt: null } } });
      if (batch?.status !== "gathering") return;
      const selection = keptSelection.parse(batch.selection);
      const admin = await deps.shopifyFor(batch.shop);
      const more = selection.kind === "hand" ? await judgeChosen(deps, admin, batch, selection) : await gatherPage(deps, admin, batch, selection);
      if (!more) return await endGathering(deps, batch);
    }
  } catch (error) {
    if (signal.aborted) return later(deps, o, 0);
    if (!(error instanceof ExpectedError)) throw error;
    deps.log.info({ ...o, code: error.code, reason: error.message }, "a batch's products could not be looked up");
    if (error.retryable) return later(deps, o, error.retryAfterMs ?? AFTER_A_MISHAP_MS);
    await failGathering(deps, o, error);
  }
}

const later = (deps: BatchWorkerDeps, o: { shop: string; batchId: string }, ms: number) =>
  deps.db.$transaction((tx) => deps.jobs.enqueue(tx, batchGatherQueue.name, o, { key: o.batchId, startAt: new Date(deps.clock.now().getTime() + ms) }));

/** The next products of a choice by hand. False when all are judged. */
async function judgeChosen(deps: BatchWorkerDeps, admin: ShopifyAdmin, batch: Batch, selection: KeptSelection): Promise<boolean> {
  const items = await deps.db.batchItem.findMany({ where: { shop: batch.shop, batchId: batch.id, state: "new" }, orderBy: { position: "asc" }, take: AT_ONCE, select: { productGid: true } });
  if (items.length === 0) return false;
  const found = await admin.getBatchProducts({ productGids: items.map((item) => item.productGid) });
  const outcome = new Map((await judgeProducts(deps.db, found, { shop: batch.shop, recipe: batch.recipe, selection })).map((item) => [item.productGid, item]));
  const verdicts = items.map(({ productGid }) => outcome.get(productGid) ?? { productGid, title: "", skip: skipFor("gone") });
  return noteProgress(deps, batch, items.length, {}, (tx) => judgeHandItems(tx, { batchId: batch.id, shop: batch.shop, items: verdicts }));
}

/** The next page of a search or a collection. False when there is no further one. */
async function gatherPage(deps: BatchWorkerDeps, admin: ShopifyAdmin, batch: Batch, selection: Exclude<KeptSelection, { kind: "hand" }>): Promise<boolean> {
  const notes = gatherNotes.parse(batch.gatherNotes ?? {});
  if (notes.listed) return false;
  const page = await admin.pageBatchProducts({ source: sourceOf(selection), after: notes.after });
  const all = await judgeProducts(deps.db, page?.products ?? [], { shop: batch.shop, recipe: batch.recipe, selection });
  const wanted = await thatCount(deps, batch, selection, all);
  const room = (selection.kind === "automatic" ? selection.most : BATCH_LIMIT) - (await deps.db.batchItem.count({ where: { shop: batch.shop, batchId: batch.id } }));
  const taken = wanted.slice(0, room);
  const full = taken.length === room;
  const listed = full || !page?.hasNextPage;
  const more = full && (wanted.length > room || page?.hasNextPage === true);
  return noteProgress(deps, batch, all.length, { after: page?.endCursor ?? null, listed, more }, (tx) => insertJudgedItems(tx, { batchId: batch.id, shop: batch.shop, items: taken }));
}

/** "Without a video" and automatic mode are about products that can have one: the others are no part of the choice. */
async function thatCount(deps: BatchWorkerDeps, batch: Batch, selection: KeptSelection, items: JudgedItem[]): Promise<JudgedItem[]> {
  if (selection.kind === "without_video") return items.filter((item) => item.skip?.reason !== "has_video");
  if (selection.kind !== "automatic") return items;
  const free = items.filter((item) => !item.skip);
  // Once in its life: whatever became of it, automatic mode does not pay for a product again by itself.
  const before = await deps.db.batchItem.findMany({ where: { shop: batch.shop, productGid: { in: free.map((item) => item.productGid) }, state: "begun", batch: { origin: "automatic" } }, select: { productGid: true } });
  const done = new Set(before.map((item) => item.productGid));
  return free.filter((item) => !done.has(item.productGid));
}

function sourceOf(selection: Exclude<KeptSelection, { kind: "hand" }>): BatchProductSource {
  switch (selection.kind) {
    case "search":
      return { kind: "search", query: buildBatchSearch(selection.search), withVideos: false };
    case "collection":
      return { kind: "collection", collectionGid: selection.collectionGid };
    case "without_video":
      return { kind: "search", query: "status:active", withVideos: true };
    case "automatic": {
      const narrower = selection.rule === "new_product" ? ` created_at:>="${selection.since}"` : selection.rule === "tag" ? ` tag:${escapeSearch(selection.tag)}` : "";
      return { kind: "search", query: `status:active${narrower}`, withVideos: true };
    }
  }
}

/** One page's outcome, only if nobody else wrote it meanwhile. Always true: there may be more. */
async function noteProgress(deps: BatchWorkerDeps, batch: Batch, looked: number, place: Partial<GatherNotes>, write: (tx: Prisma.TransactionClient) => Promise<void>): Promise<true> {
  const notes = gatherNotes.parse(batch.gatherNotes ?? {});
  await deps.db.$transaction(async (tx) => {
    const { count } = await tx.batch.updateMany({
      where: { id: batch.id, shop: batch.shop, status: "gathering", revision: batch.revision }, data: { revision: { increment: 1 }, gatherNotes: { ...notes, ...place, looked: notes.looked + looked } },
    });
    if (count > 0) await write(tx);
  });
  return true;
}
