import type { Prisma } from "@prisma/client";
import { suggestAlt } from "./suggest-alt.ts";

/** Shopify's limit for alt texts (platform §1.5). */
export const ALT_LIMIT = 512;

/**
 * The row that a publication is recorded in, made in the transaction of the approval. The filename is unique for ever, so
 * that the file can be found again after a lost answer.
 */
export async function createPublication(
  tx: Prisma.TransactionClient,
  video: { id: string; shop: string; productGid: string; productTitle: string },
  o: { place: string; alt: string | null },
): Promise<void> {
  const alt = (o.alt?.trim() || suggestAlt(video.productTitle)).slice(0, ALT_LIMIT);
  await tx.publication.upsert({
    where: { videoId: video.id },
    create: { videoId: video.id, shop: video.shop, productGid: video.productGid, filename: `shelfreel-${video.id}.mp4`, alt, place: o.place },
    // Left by a run that died before the video was on its way: what is decided now counts.
    update: { alt, place: o.place },
  });
}
