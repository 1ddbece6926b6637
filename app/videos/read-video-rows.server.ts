import type { PrismaClient } from "@prisma/client";
import { buildVideoRow, type VideoForRow } from "./build-video-row.ts";
import type { VideoRowView } from "./video-view.ts";

const columns = {
  id: true, shop: true, productGid: true, productTitle: true, status: true, step: true, refinesId: true, errorCode: true, merchantText: true, charged: true, nextTryAt: true,
  staleSince: true, warnings: true, pictures: true, createdAt: true,
} as const;
/** Only what a list shows of them: media lists before and after are long. */
const ofPublication = { select: { state: true, doneAt: true, filename: true } } as const;

interface Asked {
  shop: string;
  productGid?: string;
  statuses?: string[];
  take: number;
}

/**
 * The newest videos of the shop, of one product or in some statuses, as lists show them. One statement for each status: each is then read from the
 * end of an index, however many videos there are.
 */
export async function readVideoRows(db: PrismaClient, o: Asked): Promise<VideoRowView[]> {
  if (!o.statuses) return (await readPart(db, o, undefined)).map(buildVideoRow);
  const parts = await Promise.all(o.statuses.map((status) => readPart(db, o, status)));
  return parts.flat().sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, o.take).map(buildVideoRow);
}

const readPart = (db: PrismaClient, { shop, productGid, take }: Asked, status: string | undefined): Promise<VideoForRow[]> =>
  db.video.findMany({
    where: { shop, ...(productGid && { productGid }), ...(status && { status }) },
    // Ids grow with time, and the index of states ends with them.
    select: { ...columns, publication: ofPublication }, orderBy: status ? { id: "desc" } : [{ createdAt: "desc" }, { id: "desc" }], take,
  });
