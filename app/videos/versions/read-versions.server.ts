import type { Message, NemoSession, PrismaClient, Publication, Render, Video } from "@prisma/client";

export type VersionRow = Video & { messages: Message[]; renders: Render[]; publication: Publication | null; nemoSession: NemoSession | null };

/** More versions than anybody makes of one video; the newest are taken. */
const MOST = 40;
const whole = { messages: { orderBy: { turn: "asc" } }, renders: { orderBy: { createdAt: "asc" } }, publication: true, nemoSession: true } as const;

/** All versions in the project of one video of the shop, oldest first; the video alone while it has no project. Null when there is no such video. */
export async function readVersions(db: PrismaClient, o: { shop: string; videoId: string }): Promise<{ video: VersionRow; versions: VersionRow[] } | null> {
  const video = await db.video.findFirst({ where: { id: o.videoId, shop: o.shop }, include: whole });
  if (!video?.nemoRowId) return video && { video, versions: [video] };
  const newestFirst = await db.video.findMany({ where: { shop: o.shop, nemoRowId: video.nemoRowId }, include: whole, orderBy: [{ version: "desc" }, { createdAt: "desc" }], take: MOST });
  return { video, versions: newestFirst.reverse() };
}
