import type { Prisma, PrismaClient } from "@prisma/client";
import type { Clock } from "#app/lib/clock.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence, type WordId } from "#app/words/say.ts";
import { publishableAgain } from "./video-status.ts";

/** A video of ours that is or was on a product, as it stood before the product was read. */
export interface ListedVideo {
  id: string;
  status: string;
  revision: number;
  fileGid: string;
  seenAt: Date | null;
  /** When the app was installed, the last time. */
  installedAt: Date;
}

/** Videos that one read of a product brings at most: with as many, some may have been missed. */
export const VIDEOS_READ = 20;

/** A sight of a video on its product is written down this often at most, in ms. */
const SEEN_EVERY_MS = 600_000;

/** The videos whose files may be among the product's media: read before the product is, so that what changes meanwhile wins. */
export async function readListedVideos(db: Pick<PrismaClient, "$queryRaw">, o: { shop: string; productGid: string }): Promise<ListedVideo[]> {
  return db.$queryRaw<ListedVideo[]>`
    SELECT v.id, v.status, v.revision, p."fileGid", p."seenAt", s."installedAt" FROM "Publication" p JOIN "Video" v ON v.id = p."videoId" JOIN "Shop" s ON s.domain = v.shop
    WHERE p.shop = ${o.shop} AND p."productGid" = ${o.productGid} AND p."fileGid" IS NOT NULL AND p."doneAt" IS NOT NULL AND v.status = ANY(${["published", ...publishableAgain]})`;
}

/**
 * Compares what the database says with the videos that a fresh read found on the product. One that a merchant took off in Shopify is `removed`;
 * one that is there all the same is ours and `published` again. `complete` false: the read may have missed some. Writes only what differs.
 */
export async function noteListing(deps: { db: PrismaClient; clock: Clock }, o: { shop: string; listed: ListedVideo[]; onProduct: string[]; complete: boolean }): Promise<void> {
  const now = deps.clock.now();
  const seen = o.listed.filter(({ fileGid }) => o.onProduct.includes(fileGid));
  const back = seen.filter(({ status }) => status !== "published");
  const gone = o.complete ? o.listed.filter((video) => video.status === "published" && !seen.includes(video)) : [];
  for (const video of gone) await change(deps.db, o.shop, video, "removed", "publication.was_removed", now);
  for (const video of back) await change(deps.db, o.shop, video, "published", "publication.seen_again", now);
  const due = seen.filter(({ seenAt, installedAt }) => !seenAt || seenAt <= installedAt || now.getTime() - seenAt.getTime() > SEEN_EVERY_MS).map(({ id }) => id);
  if (due.length) await deps.db.publication.updateMany({ where: { shop: o.shop, videoId: { in: due } }, data: { seenAt: now } });
}

async function change(db: PrismaClient, shop: string, video: ListedVideo, to: "removed" | "published", text: WordId, now: Date): Promise<void> {
  await db.$transaction(async (tx: Prisma.TransactionClient) => {
    const { count } = await tx.video.updateMany({ where: { id: video.id, shop, status: video.status, revision: video.revision }, data: { status: to, step: "done", revision: { increment: 1 } } });
    if (count === 0) return;
    if (to === "published") await tx.publication.updateMany({ where: { shop, videoId: video.id }, data: { undoState: null, undoWantedAt: null, undoBy: null, undoneAt: null, undoNote: null } });
    await tx.videoEvent.create({ data: { videoId: video.id, at: now, step: "done", kind: "note", text: keepSentence(sentence(text)) } });
  });
}
