import { Prisma, type PrismaClient } from "@prisma/client";
import { buildVideoRow, type VideoForRow } from "./build-video-row.ts";
import type { VideoRowView } from "./video-view.ts";

type Db = Pick<PrismaClient, "$queryRaw">;
type FlatRow = Omit<VideoForRow, "publication"> & { state: string | null; doneAt: Date | null; filename: string | null };

/** Only what a list shows: not the text, nor the media of the product before and after. */
const columns = Prisma.raw(["id", "shop", "productGid", "productTitle", "status", "step", "refinesId", "errorCode", "merchantText", "charged", "nextTryAt", "staleSince", "warnings", "pictures", "createdAt"].map((name) => `v."${name}"`).join(", "));
const ofPublication = Prisma.raw(`p.state, p."doneAt", p.filename`);

/** The newest videos of one product, as lists show them. One statement. */
export async function readVideoRows(db: Db, o: { shop: string; productGid: string; take: number }): Promise<VideoRowView[]> {
  const rows = await db.$queryRaw<FlatRow[]>`
    SELECT ${columns}, ${ofPublication} FROM "Video" v LEFT JOIN "Publication" p ON p."videoId" = v.id
    WHERE v.shop = ${o.shop} AND v."productGid" = ${o.productGid} ORDER BY v."createdAt" DESC, v.id DESC LIMIT ${o.take}`;
  return rows.map(viewOf);
}

/**
 * Several lists of the shop's newest videos in some statuses, as pages show them, in one statement. Each status is read from the end of an index,
 * however many videos there are. Gives the lists in the order in which they were asked for.
 */
export async function readVideoLists(db: Db, o: { shop: string; lists: { statuses: string[]; take: number }[] }): Promise<VideoRowView[][]> {
  const most = new Map<string, number>();
  for (const { statuses, take } of o.lists) for (const status of statuses) most.set(status, Math.max(take, most.get(status) ?? 0));
  // Ids grow with time, and the index of states ends with them.
  const rows = await db.$queryRaw<FlatRow[]>`
    SELECT v.*, ${ofPublication} FROM unnest(${[...most.keys()]}::text[], ${[...most.values()]}::int[]) AS wanted(status, take)
    CROSS JOIN LATERAL (SELECT ${columns} FROM "Video" v WHERE v.shop = ${o.shop} AND v.status = wanted.status ORDER BY v.id DESC LIMIT wanted.take) v
    LEFT JOIN "Publication" p ON p."videoId" = v.id`;
  const newestFirst = rows.sort((a, b) => (a.id < b.id ? 1 : -1));
  return o.lists.map(({ statuses, take }) => newestFirst.filter(({ status }) => statuses.includes(status)).slice(0, take).map(viewOf));
}

const viewOf = ({ state, doneAt, filename, ...video }: FlatRow): VideoRowView =>
  buildVideoRow({ ...video, publication: state === null || filename === null ? null : { state, doneAt, filename } });
