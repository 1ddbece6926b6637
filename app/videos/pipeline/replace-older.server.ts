import type { Prisma } from "@prisma/client";
import { publishError } from "#app/shopify/shopify-errors.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence, type Sentence } from "#app/words/say.ts";
import { replacedVideos, type ReplacedVideo } from "#app/videos/video-json.ts";
import { takeOff } from "./detach-video.server.ts";
import { placeOfOlder } from "./place-of-older.ts";
import { readMediaOrder } from "./read-product-media.server.ts";
import type { Step } from "./step-context.ts";
import { requirePublication } from "./upload-to-shopify.server.ts";

/**
 * The newer video is in its place and confirmed; now the older one's reference goes (platform §2.2). Its file stays in the shop, so that an
 * undo can bring it back. The intent is stored before the call: a second run knows that the first one took it off.
 */
export const replaceOlder: Step = async (context) => {
  const { video, deps } = context;
  const publication = requirePublication(context);
  const shopify = await deps.shopifyFor(video.shop);
  const older = replacedVideos.parse(publication.replaces);
  const keep = (data: Prisma.PublicationUpdateInput) => deps.db.publication.update({ where: { id: publication.id }, data });
  const media = await readMediaOrder(shopify, video.productGid);
  if (!media) return { move: "next", note: sentence("publication.product_gone") };
  // The merchant took the new one off in the meantime: then the older one is all that the listing has.
  if (!media.includes(publication.fileGid ?? "")) return { move: "next", note: sentence("publication.newer_not_there") };
  const mine = new Set((await deps.db.video.findMany({ where: { id: { in: older.map(({ videoId }) => videoId) }, shop: video.shop, status: "published" }, select: { id: true } })).map(({ id }) => id));
  for (const one of older.filter(({ videoId, fileGid }) => mine.has(videoId) && media.includes(fileGid))) {
    await context.holdLease();
    one.position ??= placeOfOlder(publication, media);
    one.removedAt ??= deps.clock.now().toISOString();
    await keep({ replaces: older });
    await takeOff(shopify, { fileGid: one.fileGid, productGid: video.productGid });
  }
  const after = await readMediaOrder(shopify, video.productGid);
  if (after && older.some((one) => one.removedAt && after.includes(one.fileGid))) throw stillThere();
  await keep({ mediaAfter: after ?? media });
  const gone = older.filter(({ videoId }) => mine.has(videoId));
  return { move: "next", note: noteOf(gone), also: (tx) => markGone(tx, { shop: video.shop, gone, now: deps.clock.now() }) };
};

const noteOf = (gone: ReplacedVideo[]): Sentence =>
  sentence(gone.length === 0 ? "publication.older_own_way" : gone.every(({ removedAt }) => removedAt === null) ? "publication.older_was_removed" : "publication.in_place_of_older");

/** In the transaction that ends the step: what we took off is replaced, what was gone before is removed. */
async function markGone(tx: Prisma.TransactionClient, o: { shop: string; gone: ReplacedVideo[]; now: Date }): Promise<void> {
  for (const { videoId, removedAt } of o.gone) {
    const status = removedAt ? "replaced" : "removed";
    const { count } = await tx.video.updateMany({ where: { id: videoId, shop: o.shop, status: "published" }, data: { status, revision: { increment: 1 } } });
    if (count) await tx.videoEvent.create({ data: { videoId, at: o.now, step: "done", kind: "note", text: keepSentence(sentence(removedAt ? "publication.newer_took_place" : "publication.was_removed")) } });
  }
}

const stillThere = () =>
  publishError({ code: "shopify.still_attached", message: "the replaced file is still on the product", says: sentence("publication.older_still_on"), retryable: true });
