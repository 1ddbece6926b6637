import type { Prisma } from "@prisma/client";
import { keepSentence } from "#app/words/keep-sentence.ts";
import type { Sentence } from "#app/words/say.ts";

/** No message of the video may have left. Asked whatever the row says of the charge: another turn of its product would be a second message. */
export const nothingSent = { messages: { none: { sentAt: { not: null }, OR: [{ outcome: null }, { outcome: { not: "refused" } }] } } } satisfies Prisma.VideoWhereInput;

/**
 * Gives products whose video cost nothing their turn back: the video is given up, the product waits again. With the shop's row held. Returns
 * for each of them why its video had stopped, as a code.
 */
export async function putBack(tx: Prisma.TransactionClient, now: Date, o: { shop: string; batchId: string; which: Prisma.VideoWhereInput; note: Sentence }): Promise<string[]> {
  const items = await tx.batchItem.findMany({ where: { shop: o.shop, batchId: o.batchId, state: "begun", video: { AND: [o.which, { charged: "no" }, nothingSent] } }, select: { position: true, videoId: true, video: { select: { step: true, errorCode: true } } } });
  if (items.length === 0) return [];
  const ids = items.flatMap((item) => item.videoId ?? []);
  await tx.video.updateMany({ where: { shop: o.shop, id: { in: ids } }, data: { status: "discarded", canRetry: false, finishedAt: now, revision: { increment: 1 } } });
  await tx.videoEvent.createMany({ data: items.flatMap((item) => (item.videoId && item.video ? [{ videoId: item.videoId, at: now, step: item.video.step, kind: "note", text: keepSentence(o.note) }] : [])) });
  await tx.batchItem.updateMany({ where: { shop: o.shop, batchId: o.batchId, position: { in: items.map((item) => item.position) } }, data: { state: "waiting", videoId: null, begunAt: null } });
  return items.map((item) => item.video?.errorCode ?? "");
}
