import type { Prisma, PrismaClient } from "@prisma/client";

/** Videos that Shopify takes of one app and shop in a week, and of one shop in an hour (platform §2.3). */
export const UPLOADS_A_WEEK = 1_000;
export const UPLOADS_AN_HOUR = 200;
const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** A staged target holds its place until it expires, used or not: seventy minutes or longer (platform §2.3). */
const TARGET_HELD_MS = 70 * 60_000;

export interface UploadCount {
  week: number;
  hour: number;
  /** When a week's and an hour's first upload will have been that long ago; null while there is room. */
  weekFreeAt: Date | null;
  hourFreeAt: Date | null;
  /** Files made since `since`, and targets that hold a place without a file, of videos that are no longer on their way. */
  takenSince: number;
  /** Videos that will take a place: being made, waiting for approval, being published. */
  onTheWay: number;
}

const onTheWay = ["making", "ready", "publishing"];

/** What this app put into one shop lately, from our own rows: the same over all processes. The windows count from their first upload. `but`: a video that is not counted. */
export async function countUploads(db: Pick<PrismaClient, "publication" | "video">, o: { shop: string; now: Date; since: Date; but?: string | undefined }): Promise<UploadCount> {
  const ago = (ms: number) => new Date(o.now.getTime() - ms);
  const within = async (windowMs: number, limit: number) => {
    const where: Prisma.PublicationWhereInput = { shop: o.shop, createSentAt: { gt: ago(windowMs) } };
    const count = await db.publication.count({ where });
    if (count < limit) return { count, freeAt: null };
    const first = await db.publication.findFirst({ where, orderBy: { createSentAt: "asc" }, select: { createSentAt: true } });
    return { count, freeAt: new Date((first?.createSentAt ?? o.now).getTime() + windowMs) };
  };
  const week = await within(WEEK_MS, UPLOADS_A_WEEK);
  const hour = await within(HOUR_MS, UPLOADS_AN_HOUR);
  const made = await db.publication.count({ where: { shop: o.shop, fileGid: { not: null }, createSentAt: { gt: o.since } } });
  const held = await db.publication.count({ where: { shop: o.shop, fileGid: null, stagedAt: { gt: ago(TARGET_HELD_MS) }, video: { status: { notIn: onTheWay } } } });
  const coming = await db.video.count({ where: { shop: o.shop, status: { in: onTheWay }, ...(o.but && { id: { not: o.but } }), OR: [{ publication: null }, { publication: { fileGid: null } }] } });
  return { week: week.count, hour: hour.count, weekFreeAt: week.freeAt, hourFreeAt: hour.freeAt, takenSince: made + held, onTheWay: coming };
}
