import { ExpectedError } from "#app/lib/expected-error.ts";
import { lockShop } from "#app/videos/admit-videos.server.ts";
import { sentence } from "#app/words/say.ts";
import type { BatchWorkerDeps } from "./batch-deps.ts";
import { batchFeedQueue } from "./batch-queues.ts";
import { beginItem } from "./begin-item.server.ts";
import { leavesEnough } from "./leaves-enough.server.ts";
import { nextTurn, pauseWith, type Turn } from "./next-turn.server.ts";
import { nextResumeLook, resumeBatches } from "./resume-batches.server.ts";
import { settleBatches } from "./settle-batches.server.ts";

const AFTER_A_MISHAP_MS = 10_000;

/**
 * Brings a shop's batches forward: takes in what has become of their videos, then begins the next ones as long as places are free. Safe to
 * run at any time and from any number of workers: whose turn it is, is asked again in the transaction that begins a video.
 */
export async function feedBatches(deps: BatchWorkerDeps, shop: string, signal: AbortSignal): Promise<void> {
  await settleBatches(deps, shop);
  await resumeBatches(deps, shop);
  let skipped = false;
  for (;;) {
    if (signal.aborted) return later(deps, shop, 0);
    const turn = await deps.db.$transaction(async (tx) => {
      await lockShop(tx, shop);
      return nextTurn(tx, { shop, perShop: deps.perShop, now: deps.clock.now() });
    });
    if (!turn) break;
    if (!(await leavesEnough(deps, turn.batch))) return;
    const outcome = await beginOrNot(deps, turn);
    // Over: somebody else takes this shop's turns at the same moment, and goes on with them; or its batches were stopped.
    if (outcome === "wait" || outcome === "over") return;
    skipped ||= outcome === "skipped";
  }
  // What began is followed by its own end; the last ones may all have been left out.
  if (skipped) await settleBatches(deps, shop);
}

/** "wait" when Shopify could not be asked: the feed comes back, or the batch waits for a person. */
async function beginOrNot(deps: BatchWorkerDeps, turn: Turn): Promise<Awaited<ReturnType<typeof beginItem>> | "wait"> {
  const { batch } = turn;
  try {
    const outcome = await beginItem(deps, turn);
    deps.log.info({ batchId: batch.id, shop: batch.shop, outcome }, "a turn of a batch");
    return outcome;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    deps.log.info({ batchId: batch.id, shop: batch.shop, code: error.code, reason: error.message }, "a turn of a batch could not be taken");
    if (error.retryable) await later(deps, batch.shop, error.retryAfterMs ?? AFTER_A_MISHAP_MS);
    else await deps.db.$transaction((tx) => pauseWith(tx, batch, "account", sentence("quote.paused_until_then", { why: error.sentence }), nextResumeLook(deps.clock.now())));
    return "wait";
  }
}

const later = (deps: BatchWorkerDeps, shop: string, ms: number) =>
  deps.db.$transaction((tx) => deps.jobs.enqueue(tx, batchFeedQueue.name, { shop }, { key: shop, startAt: new Date(deps.clock.now().getTime() + ms) }));
