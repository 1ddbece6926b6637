import { Prisma } from "@prisma/client";
import { shopSettings } from "#app/shops/shop-settings.ts";
import { findOlderVideo } from "./find-older-video.server.ts";
import { cutAlt, discloseAi, suggestAlt } from "./listing-words.server.ts";

/**
 * The row that a publication is recorded in, made in the transaction of the approval. The filename is unique for ever, so
 * that the file can be found again after a lost answer. With `replace` it takes the place of the video of ours that was put on the product last.
 */
export async function createPublication(
  tx: Prisma.TransactionClient,
  video: { id: string; shop: string; productGid: string; productTitle: string; choices: Prisma.JsonValue },
  o: { place: string; alt: string | null; replace: boolean },
): Promise<void> {
  const shopRow = await tx.shop.findUniqueOrThrow({ where: { domain: video.shop }, select: { settings: true } });
  const settings = shopSettings(shopRow);
  const words = o.alt?.trim() || suggestAlt({ productTitle: video.productTitle, choices: video.choices });
  const alt = settings.discloseAi ? discloseAi(words, video) : cutAlt(words);
  const older = o.replace ? await findOlderVideo(tx, video) : null;
  const replaces = older ? [{ videoId: older.videoId, fileGid: older.fileGid, position: null, removedAt: null }] : [];
  const before = await tx.publication.findUnique({ where: { videoId: video.id }, select: { fileGid: true, alt: true, altChanged: true, disclosure: true } });
  await tx.publication.upsert({
    where: { videoId: video.id },
    create: { videoId: video.id, shop: video.shop, productGid: video.productGid, filename: `shelfreel-${video.id}.mp4`, alt, place: o.place, replaces, disclosure: settings.discloseMetafield ? "wanted" : null },
    // Left by a run that died before the video was on its way, or from a time on the product that is over: what is decided now counts.
    update: {
      alt, place: o.place, replaces, state: before?.fileGid ? "FILE_CREATED" : "READY_TO_UPLOAD", ...notOnProduct,
      // The file has the alt text that it was created with, until it is put on the product again.
      altChanged: before !== null && before.fileGid !== null && (before.altChanged || before.alt !== alt),
      // One that is there may be ours still: then its end takes it along.
      disclosure: settings.discloseMetafield && !["ours", "sent"].includes(before?.disclosure ?? "") ? "wanted" : (before?.disclosure ?? null),
    },
  });
}

const notOnProduct = {
  mediaBefore: Prisma.DbNull, mediaAfter: Prisma.DbNull, mediaAtUndo: Prisma.DbNull, fileLook: Prisma.DbNull, doneAt: null,
  undoState: null, undoWantedAt: null, undoBy: null, undoneAt: null, undoNote: null,
};
