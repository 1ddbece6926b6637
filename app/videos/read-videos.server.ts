import type { PrismaClient, Video } from "@prisma/client";
import { videoBadge } from "./describe-video.ts";
import type { VideoForView } from "./build-video-view.ts";
import { addParts, findVideoRow, readEvents } from "./read-video-parts.server.ts";
import { publishableAgain, type VideoStatus } from "./video-status.ts";
import type { VideoMark } from "./video-view.ts";

/** One video of the shop with all that its page shows, or null. */
export async function readVideo(db: PrismaClient, o: { shop: string; videoId: string }): Promise<VideoForView | null> {
  const video = await findVideoRow(db, o);
  return video && ((await withEvents(db, o.shop, [video]))[0] ?? null);
}

/** For each of the products its newest video that counts: one that is or was on the product is passed over by another that is there. One query. */
export async function readMarks(db: PrismaClient, o: { shop: string; productGids: string[] }): Promise<Map<string, VideoMark>> {
  const newest = await db.video.findMany({
    where: { shop: o.shop, productGid: { in: o.productGids }, status: { notIn: ["discarded", "canceled"] } },
    orderBy: [{ productGid: "asc" }, { createdAt: "desc" }], distinct: ["productGid", "status"], select: { id: true, productGid: true, status: true, staleSince: true },
  });
  const marks = new Map<string, VideoMark>();
  // Nor is a version that a newer one was asked for what a product is known by.
  const offProduct = (status: string) => status === "superseded" || publishableAgain.includes(status as VideoStatus);
  for (const video of [...newest.filter(({ status }) => !offProduct(status)), ...newest.filter(({ status }) => offProduct(status))]) {
    if (!marks.has(video.productGid)) marks.set(video.productGid, { videoId: video.id, badge: videoBadge(video) });
  }
  return marks;
}

/** These videos of the shop with all that their pages show, in no order; foreign ids are left out. */
export const readVideosById = async (db: PrismaClient, o: { shop: string; videoIds: string[] }): Promise<VideoForView[]> =>
  withEvents(db, o.shop, await db.$queryRaw<Video[]>`SELECT * FROM "Video" WHERE id = ANY(${o.videoIds}) AND shop = ${o.shop}`);

async function withEvents(db: PrismaClient, shop: string, videos: Video[]): Promise<VideoForView[]> {
  if (videos.length === 0) return [];
  const [whole, events] = await Promise.all([addParts(db, { shop, videos }), readEvents(db, { shop, videoIds: videos.map(({ id }) => id) })]);
  return whole.map((video) => ({ ...video, events: events.filter(({ videoId }) => videoId === video.id) }));
}
