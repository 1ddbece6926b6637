import type { Batch, BatchItem, Prisma } from "@prisma/client";
import { shopSettings } from "#app/shops/shop-settings.ts";
import { creditsIn } from "#app/words/format-amounts.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence, type Sentence } from "#app/words/say.ts";
import { EXPECTED_CREDITS } from "#app/videos/limits.ts";
import { weekCapProblem } from "#app/videos/week-credits.server.ts";
import { automaticCredits } from "./automatic-credits.server.ts";
import type { PauseReason } from "./batch-view.ts";
import { creditsOf } from "./spent-credits.server.ts";

export interface Turn {
  batch: Batch;
  item: BatchItem;
}

/**
 * Whose turn it is in a shop, with the shop's row held; null when no place is free or nobody may begin. Videos that were asked for one by
 * one are in their places already; the shop's running batches take turns, the one that waited longest first. A batch at its cap is paused.
 */
export async function nextTurn(tx: Prisma.TransactionClient, o: { shop: string; perShop: number; now: Date }): Promise<Turn | null> {
  const shopRow = await tx.shop.findUnique({ where: { domain: o.shop }, select: { uninstalledAt: true } });
  if (!shopRow || shopRow.uninstalledAt || !(await placeIsFree(tx, o))) return null;
  const batches = await tx.$queryRaw<{ id: string }[]>`
    SELECT b.id FROM "Batch" b WHERE b.shop = ${o.shop} AND b.status = 'running' AND EXISTS (SELECT 1 FROM "BatchItem" i WHERE i."batchId" = b.id AND i.state = 'waiting')
    ORDER BY (SELECT max(i."begunAt") FROM "BatchItem" i WHERE i."batchId" = b.id AND i.state = 'begun') ASC NULLS FIRST, b.id`;
  for (const { id } of batches) {
    const batch = await tx.batch.findFirstOrThrow({ where: { id, shop: o.shop } });
    if (!(await withinCap(tx, batch, o.now))) continue;
    const item = await tx.batchItem.findFirst({ where: { batchId: id, shop: o.shop, state: "waiting" }, orderBy: { position: "asc" } });
    if (item) return { batch, item };
  }
  return null;
}

/** Whether the turn still is what it was, asked again in the transaction that begins the video. */
export async function stillItsTurn(tx: Prisma.TransactionClient, { batch, item }: Turn, o: { perShop: number; now: Date }): Promise<boolean> {
  const { shop } = batch;
  const running = await tx.batch.findFirst({ where: { id: batch.id, shop, status: "running" } });
  const waits = await tx.batchItem.findFirst({ where: { batchId: batch.id, shop, position: item.position, state: "waiting" }, select: { position: true } });
  return running !== null && waits !== null && (await placeIsFree(tx, { shop, perShop: o.perShop })) && (await withinCap(tx, running, o.now));
}

async function placeIsFree(tx: Prisma.TransactionClient, o: { shop: string; perShop: number }): Promise<boolean> {
  return (await tx.video.count({ where: { shop: o.shop, status: { in: ["queued", "making", "publishing"] } } })) < o.perShop;
}

/** False when another video could pass the cap. Where only those being made stand in the way, their end decides; else the batch pauses. */
async function withinCap(tx: Prisma.TransactionClient, batch: Batch, now: Date): Promise<boolean> {
  const ofTheWeek = await weekCapProblem(tx, { shop: batch.shop, now: new Date() });
  if (ofTheWeek) {
    const onTheirWay = await tx.video.count({ where: { shop: batch.shop, status: { in: ["queued", "making"] } } });
    if (onTheirWay === 0) await pauseWith(tx, batch, "limit", sentence("quote.paused_week_cap", { why: ofTheWeek }));
    return false;
  }
  if (batch.origin === "automatic" && !(await withinAutomatic(tx, batch, now))) return false;
  if (batch.capCredits === null) return true;
  const { spent, mayStillTake } = await creditsOf(tx, { shop: batch.shop, batchId: batch.id });
  if (spent + mayStillTake + EXPECTED_CREDITS <= batch.capCredits) return true;
  if (mayStillTake === 0) {
    await pauseWith(tx, batch, "cap", sentence("quote.paused_cap", { cap: creditsIn(batch.capCredits), spent: creditsIn(spent), next: EXPECTED_CREDITS }));
  }
  return false;
}

/** Automatic mode is on and its week has room: asked at every turn, so that switching it off or lowering its cap counts at once. */
async function withinAutomatic(tx: Prisma.TransactionClient, batch: Batch, now: Date): Promise<boolean> {
  const row = await tx.shop.findUniqueOrThrow({ where: { domain: batch.shop } });
  const { automatic } = shopSettings(row);
  if (!automatic.on) return false;
  if ((await automaticCredits(tx, { shop: batch.shop, now })) + EXPECTED_CREDITS <= automatic.weeklyCredits) return true;
  const { mayStillTake } = await creditsOf(tx, { shop: batch.shop, batchId: batch.id });
  if (mayStillTake === 0) await pauseWith(tx, batch, "cap", sentence("quote.paused_automatic", { credits: creditsIn(automatic.weeklyCredits) }));
  return false;
}

/** Pauses a running batch with its sentence. Its products keep their places. `resumeLookAt`: see resume-batches.server.ts; without it the batch waits for a person. */
export async function pauseWith(tx: Prisma.TransactionClient, batch: { id: string; shop: string }, pausedWhy: PauseReason, why: Sentence, resumeLookAt: Date | null = null): Promise<void> {
  await tx.batch.updateMany({ where: { id: batch.id, shop: batch.shop, status: "running" }, data: { status: "paused", pausedWhy, pausedText: keepSentence(why), resumeLookAt, revision: { increment: 1 } } });
}
