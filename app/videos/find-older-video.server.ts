import type { Prisma } from "@prisma/client";

export interface OlderVideo {
  videoId: string;
  fileGid: string;
  publishedAt: Date;
}

/** The video of ours that was put on the same product last and is there now: the one whose place a newer one may take. Null when there is none. */
export async function findOlderVideo(db: Pick<Prisma.TransactionClient, "publication">, video: { id: string; shop: string; productGid: string }): Promise<OlderVideo | null> {
  const found = await db.publication.findFirst({
    where: { shop: video.shop, productGid: video.productGid, videoId: { not: video.id }, fileGid: { not: null }, doneAt: { not: null }, video: { status: "published" } },
    orderBy: { doneAt: "desc" }, select: { videoId: true, fileGid: true, doneAt: true },
  });
  return found?.fileGid && found.doneAt ? { videoId: found.videoId, fileGid: found.fileGid, publishedAt: found.doneAt } : null;
}
