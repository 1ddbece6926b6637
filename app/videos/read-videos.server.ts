import type { PrismaClient } from "@prisma/client";
import { videoBadge } from "./describe-video.ts";
import type { VideoForView } from "./build-video-view.ts";
import { publishableAgain, type VideoStatus } from "./video-status.ts";
import type { VideoMark } from "./video-view.ts";

const everything = {
  messages: { orderBy: { turn: "asc" } },
  renders: { orderBy: { createdAt: "asc" } },
  publication: true,
  events: { orderBy: { id: "asc" } },
} as const;

/** One video of the shop with all that its page shows, or null. */
export const readVideo = (db: PrismaClient, o: { shop: string; videoId: string }): Promise<VideoForView | null> =>
  db.video.findFirst({ where: { id: o.videoId, shop: o.shop }, include: everything });

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
export const readVideosById = (db: PrismaClient, o: { shop: string; videoIds: string[] }): Promise<VideoForView[]> =>
  db.video.findMany({ where: { id: { in: o.videoIds }, shop: o.shop }, include: everything });
