import type { NemoSession, PrismaClient, Video } from "@prisma/client";
import { addParts, findNemoSession, findVideoRow, type VideoParts } from "#app/videos/read-video-parts.server.ts";

export type VersionRow = Video & VideoParts & { nemoSession: NemoSession | null };

/** More versions than anybody makes of one video; the newest are taken. */
const MOST = 40;

/** All versions in the project of one video of the shop, oldest first; the video alone while it has no project. Null when there is no such video. */
export async function readVersions(db: PrismaClient, o: { shop: string; videoId: string }): Promise<{ video: VersionRow; versions: VersionRow[] } | null> {
  const asked = await findVideoRow(db, o);
  if (!asked) return null;
  const newestFirst = asked.nemoRowId === null ? [asked]
    : await db.$queryRaw<Video[]>`SELECT * FROM "Video" WHERE shop = ${o.shop} AND "nemoRowId" = ${asked.nemoRowId} ORDER BY version DESC, "createdAt" DESC LIMIT ${MOST}`;
  const rows = newestFirst.some(({ id }) => id === asked.id) ? newestFirst : [...newestFirst, asked];
  const [whole, nemoSession] = await Promise.all([addParts(db, { shop: o.shop, videos: rows }), findNemoSession(db, { shop: o.shop, id: asked.nemoRowId })]);
  const all = whole.map((row) => ({ ...row, nemoSession }));
  const video = all.find(({ id }) => id === asked.id);
  return video ? { video, versions: all.slice(0, newestFirst.length).reverse() } : null;
}
