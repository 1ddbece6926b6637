import type { Prisma } from "@prisma/client";
import { lockShop } from "#app/videos/admit-videos.server.ts";
import { sentence, type WordId } from "#app/words/say.ts";
import type { BatchWorkerDeps } from "./batch-deps.ts";
import type { PauseReason } from "./batch-view.ts";
import { countCredits } from "./count-credits.server.ts";
import { pauseWith } from "./next-turn.server.ts";
import { putBack } from "./put-back.server.ts";
import { nextResumeLook } from "./resume-batches.server.ts";

/** Why a whole batch stops when one of its videos was stopped for it, before anything was sent. */
const stops: Record<string, { why: PauseReason; text: WordId }> = {
  "nemo.no_credits": { why: "balance", text: "quote.stop_no_credits" },
  "nemo.plan": { why: "account", text: "quote.stop_plan" },
  "nemo.reconnect": { why: "account", text: "quote.stop_reconnect" },
  "nemo.token_refused": { why: "account", text: "quote.stop_reconnect" },
  "nemo.token_limit": { why: "account", text: "quote.stop_no_trial" },
  "nemo.client_id": { why: "account", text: "quote.stop_not_let_in" },
};

/**
 * Takes in what has become of the videos of a shop's batches: what they took in credits, those that were stopped for want of credits or by
 * the account (their products wait again and the batch pauses), and batches that have come to their end. From rows alone, so it may be run at any time.
 */
export async function settleBatches(deps: Pick<BatchWorkerDeps, "db" | "clock" | "log">, shop: string): Promise<void> {
  const now = deps.clock.now();
  await deps.db.$transaction(async (tx) => {
    await lockShop(tx, shop);
    const open = await tx.batch.findMany({ where: { shop, status: { in: ["running", "paused", "canceled"] }, finishedAt: null }, select: { id: true, shop: true, status: true } });
    for (const batch of open) {
      if (batch.status !== "canceled") await putBackStopped(tx, batch, now);
      await countCredits(tx, { shop, batchId: batch.id });
      await endIfDone(tx, batch, now);
    }
  });
}

async function putBackStopped(tx: Prisma.TransactionClient, batch: { id: string; shop: string }, now: Date): Promise<void> {
  const [code] = await putBack(tx, now, { shop: batch.shop, batchId: batch.id, which: { status: "failed", errorCode: { in: Object.keys(stops) } }, note: sentence("quote.note_put_right") });
  const stop = code ? stops[code] : undefined;
  // Whether a plan exports can only be seen by spending.
  if (stop) await pauseWith(tx, batch, stop.why, sentence(stop.text), code === "nemo.plan" ? null : nextResumeLook(now));
}

/** Nothing waits any more and nothing is on its way: done. A canceled batch has its end once the videos that were being made have theirs. */
async function endIfDone(tx: Prisma.TransactionClient, batch: { id: string; shop: string; status: string }, now: Date): Promise<void> {
  const of = { shop: batch.shop, batchId: batch.id };
  const waiting = await tx.batchItem.findFirst({ where: { ...of, state: { in: ["new", "waiting"] } }, select: { position: true } });
  if (waiting) return;
  const moving = await tx.batchItem.findFirst({ where: { ...of, video: { status: { in: ["queued", "making", "publishing"] } } }, select: { position: true } });
  if (moving) return;
  await tx.batch.updateMany({
    where: { id: batch.id, shop: batch.shop, finishedAt: null },
    data: { finishedAt: now, revision: { increment: 1 }, ...(batch.status !== "canceled" && { status: "done", pausedWhy: null, pausedText: null }) },
  });
}
