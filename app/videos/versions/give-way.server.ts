import { Prisma } from "@prisma/client";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence } from "#app/words/say.ts";
import { followVersion } from "#app/videos/batches/follow-version.server.ts";
import { undoSteps, type VideoStep } from "#app/videos/video-status.ts";
import { wasSent } from "./newest-version.ts";

type Tx = Prisma.TransactionClient;

/** Versions that wait for a person step back for the newer one that is asked for now: it is what needs the person from here on. */
export async function stepBack(tx: Tx, o: { shop: string; nemoRowId: string; newId: string; newVersion: number; now: Date }): Promise<void> {
  const others = { shop: o.shop, nemoRowId: o.nemoRowId, id: { not: o.newId } };
  // One that may be on the product, or is on its way off it, keeps its way back.
  const onListing: VideoStep[] = ["attach", "replace_older", ...undoSteps];
  const waiting = await tx.video.findMany({ where: { ...others, status: { in: ["ready", "attention"] }, step: { notIn: onListing } }, select: { id: true, step: true } });
  for (const { id, step } of waiting) {
    await tx.video.update({ where: { id }, data: { status: "superseded", nextTryAt: null, revision: { increment: 1 } } });
    await tx.videoEvent.create({ data: { videoId: id, at: o.now, step, kind: "note", text: keepSentence(sentence("requests.version_asked", { n: o.newVersion })) } });
  }
  // A version that was never sent would come after the newer one: it is not tried again.
  await tx.video.updateMany({ where: { ...others, status: "failed" }, data: { canRetry: false } });
}

/** A version came to nothing: the one that it should have changed waits for a person again. Called in the transaction that ends it. */
export async function comeForward(tx: Tx, o: { shop: string; videoId: string; now: Date }): Promise<void> {
  const ended = await tx.video.findFirst({ where: { id: o.videoId, shop: o.shop }, select: { nemoRowId: true, refinesId: true, messages: { select: { sentAt: true, outcome: true } } } });
  if (!ended?.refinesId || !ended.nemoRowId) return;
  const others = { shop: o.shop, nemoRowId: ended.nemoRowId, id: { not: o.videoId } };
  if (await tx.video.findFirst({ where: { ...others, status: { in: ["queued", "making", "ready", "attention"] } }, select: { id: true } })) return;
  const older = await tx.video.findFirst({ where: { ...others, id: ended.refinesId, status: "superseded" }, select: { id: true, step: true } });
  if (!older) return;
  await followVersion(tx, { shop: o.shop, from: o.videoId, to: older.id });
  const status = older.step === "approve" ? "ready" : "attention";
  // What NemoVideo has now may be the newer timeline: the free rest of the older version would make a file of that.
  await tx.video.update({ where: { id: older.id }, data: { status, revision: { increment: 1 }, ...(wasSent(ended) && { canRetry: false }) } });
  await tx.videoEvent.create({ data: { videoId: older.id, at: o.now, step: older.step, kind: "note", text: keepSentence(sentence("requests.newer_came_to_nothing")) } });
}
