import type { Prisma } from "@prisma/client";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence, type Sentence } from "#app/words/say.ts";
import { replacedVideos } from "#app/videos/video-json.ts";
import type { StepContext, StepResult } from "./step-context.ts";
import { requirePublication } from "./upload-to-shopify.server.ts";


/**
 * The end of an undo: in one transaction the publication says what was left alone, and an older video that came back counts as
 * published again, as one that could not come back counts as removed.
 */
export function endUndo(context: StepContext, o: { note: Sentence | string | null } | { productGone: true }): StepResult {
  const { deps, video } = context;
  const publication = requirePublication(context);
  const productGone = "productGone" in o;
  const note = productGone ? sentence("publication.undo_product_gone") : o.note;
  const now = deps.clock.now();
  return {
    move: "next", to: "off", ...(note && { note }),
    also: async (tx) => {
      await tx.publication.update({ where: { id: publication.id }, data: { undoState: "DONE", undoneAt: now, undoNote: note && keepSentence(note) } });
      for (const older of replacedVideos.parse(publication.replaces)) {
        if (older.backAt && !productGone) await moveOlder(tx, { shop: video.shop, videoId: older.videoId, to: "published", text: sentence("publication.undo_back_on") }, now);
        else if (older.refused === "shopify.file_gone") await moveOlder(tx, { shop: video.shop, videoId: older.videoId, to: "removed", text: sentence("publication.undo_file_gone") }, now);
      }
    },
  };
}

async function moveOlder(tx: Prisma.TransactionClient, o: { shop: string; videoId: string; to: "published" | "removed"; text: Sentence }, now: Date): Promise<void> {
  const { count } = await tx.video.updateMany({ where: { id: o.videoId, shop: o.shop, status: "replaced" }, data: { status: o.to, step: "done", revision: { increment: 1 } } });
  if (count === 0) return;
  if (o.to === "published") await tx.publication.updateMany({ where: { videoId: o.videoId }, data: { seenAt: now } });
  await tx.videoEvent.create({ data: { videoId: o.videoId, at: now, step: "done", kind: "note", text: keepSentence(o.text) } });
}
