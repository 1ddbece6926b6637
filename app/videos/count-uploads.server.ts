import type { PrismaClient } from "@prisma/client";
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
  /** Files made since `since`. */
  madeSince: number;
  /** Files made since `since`, and targets that hold a place without a file, of videos that are no longer on their way. */
  takenSince: number;
  /** Videos that will take a place: being made, waiting for approval, being published. */
  onTheWay: number;
}

type Db = Pick<PrismaClient, "publication" | "$queryRaw">;
const onTheWay = ["making", "ready", "publishing"];

/** What this app put into one shop in the running week and hour, from our own rows: the same over all processes. One statement while there is room. */
export async function countWindows(db: Db, o: { shop: string; now: Date }): Promise<UploadWindows> {
  const [weekSince, hourSince] = [WEEK_MS, HOUR_MS].map((ms) => new Date(o.now.getTime() - ms)) as [Date, Date];
  const [row] = await db.$queryRaw<{ week: number; hour: number }[]>`
    SELECT count(*)::int AS week, count(*) FILTER (WHERE "createSentAt" > ${hourSince})::int AS hour FROM "Publication" WHERE shop = ${o.shop} AND "createSentAt" > ${weekSince}`;
  const { week, hour } = row ?? { week: 0, hour: 0 };
  const freeAt = async (count: number, limit: number, since: Date, ms: number) => {
    if (count < limit) return null;
    const first = await db.publication.findFirst({ where: { shop: o.shop, createSentAt: { gt: since } }, orderBy: { createSentAt: "asc" }, select: { createSentAt: true } });
    return new Date((first?.createSentAt ?? o.now).getTime() + ms);
  };
  const weekFreeAt = await freeAt(week, UPLOADS_A_WEEK, weekSince, WEEK_MS);
  return { week, hour, weekFreeAt, hourFreeAt: await freeAt(hour, UPLOADS_AN_HOUR, hourSince, HOUR_MS) };
}

/** The same, with what counts against the plan's places. `but`: a video that is not counted. */
export async function countUploads(db: Db, o: { shop: string; now: Date; since: Date; but?: string | undefined }): Promise<UploadCount> {
  const windows = await countWindows(db, o);
  const heldSince = new Date(o.now.getTime() - TARGET_HELD_MS);
  const [row] = await db.$queryRaw<{ made: number; held: number; coming: number }[]>`SELECT
    (SELECT count(*)::int FROM "Publication" WHERE shop = ${o.shop} AND "fileGid" IS NOT NULL AND "createSentAt" > ${o.since}) AS made,
    (SELECT count(*)::int FROM "Publication" p JOIN "Video" v ON v.id = p."videoId" WHERE p.shop = ${o.shop} AND p."fileGid" IS NULL AND p."stagedAt" > ${heldSince} AND v.status <> ALL(${onTheWay})) AS held,
    (SELECT count(*)::int FROM "Video" v LEFT JOIN "Publication" p ON p."videoId" = v.id WHERE v.shop = ${o.shop} AND v.status = ANY(${onTheWay}) AND v.id <> ${o.but ?? ""} AND p."fileGid" IS NULL) AS coming`;
  return { ...windows, madeSince: row?.made ?? 0, takenSince: (row?.made ?? 0) + (row?.held ?? 0), onTheWay: row?.coming ?? 0 };
}
