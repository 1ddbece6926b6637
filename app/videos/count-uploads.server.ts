import type { Prisma, PrismaClient } from "@prisma/client";
import { UPLOADS_A_WEEK, UPLOADS_AN_HOUR } from "./limits.ts";

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** A staged target holds its place until it expires, used or not: seventy minutes or longer (platform §2.3). */
const TARGET_HELD_MS = 70 * 60_000;

export interface UploadWindows {
  week: number;
  hour: number;
  /** When a full week and a full hour will have room again: their first upload is that long ago then. Null while there is room. */
  weekFreeAt: Date | null;
  hourFreeAt: Date | null;
}

export interface UploadCount extends UploadWindows {
  /** Files made since `since`, and targets that hold a place without a file, of videos that are no longer on their way. */
  takenSince: number;
  /** Videos that will take a place: being made, waiting for approval, being published. */
  onTheWay: number;
}

type Db = Pick<PrismaClient, "publication" | "video">;
const onTheWay = ["making", "ready", "publishing"];

/** What this app put into one shop in the running week and hour, from our own rows: the same over all processes. */
export async function countWindows(db: Pick<Db, "publication">, o: { shop: string; now: Date }): Promise<UploadWindows> {
  const week = await countWindow(db, o, WEEK_MS, UPLOADS_A_WEEK);
  const hour = await countWindow(db, o, HOUR_MS, UPLOADS_AN_HOUR);
  return { week: week.count, hour: hour.count, weekFreeAt: week.freeAt, hourFreeAt: hour.freeAt };
}

async function countWindow(db: Pick<Db, "publication">, o: { shop: string; now: Date }, windowMs: number, limit: number): Promise<{ count: number; freeAt: Date | null }> {
  const where: Prisma.PublicationWhereInput = { shop: o.shop, createSentAt: { gt: new Date(o.now.getTime() - windowMs) } };
  const count = await db.publication.count({ where });
  if (count < limit) return { count, freeAt: null };
  const first = await db.publication.findFirst({ where, orderBy: { createSentAt: "asc" }, select: { createSentAt: true } });
  return { count, freeAt: new Date((first?.createSentAt ?? o.now).getTime() + windowMs) };
}

/** The same, with what counts against the plan's places. `but`: a video that is not counted. */
export async function countUploads(db: Db, o: { shop: string; now: Date; since: Date; but?: string | undefined }): Promise<UploadCount> {
  const windows = await countWindows(db, o);
  const made = await db.publication.count({ where: { shop: o.shop, fileGid: { not: null }, createSentAt: { gt: o.since } } });
  const heldSince = new Date(o.now.getTime() - TARGET_HELD_MS);
  const held = await db.publication.count({ where: { shop: o.shop, fileGid: null, stagedAt: { gt: heldSince }, video: { status: { notIn: onTheWay } } } });
  const coming = await db.video.count({ where: { shop: o.shop, status: { in: onTheWay }, ...(o.but && { id: { not: o.but } }), OR: [{ publication: null }, { publication: { fileGid: null } }] } });
  return { ...windows, takenSince: made + held, onTheWay: coming };
}
