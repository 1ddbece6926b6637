// Whole rows in plain SQL. Prisma compiles every query anew, and reads each relation with a statement and a plan of its own: for the reads that
// every page view and every step make, that was most of a processor's time (docs/performance.md). Columns, types and times are the same.
import type { Message, NemoSession, PrismaClient, Publication, Render, Video, VideoEvent } from "@prisma/client";

/** A client or a transaction. In a transaction the reads come after each other: its one connection takes no second question (pg 9 refuses it). */
export type ReadDb = Pick<PrismaClient, "$queryRaw">;

export interface VideoParts {
  /** In the order of their turns. */
  messages: Message[];
  /** The oldest first. */
  renders: Render[];
  publication: Publication | null;
}

/** The video of the shop, or null. */
export async function findVideoRow(db: ReadDb, o: { shop: string; videoId: string }): Promise<Video | null> {
  const [video] = await db.$queryRaw<Video[]>`SELECT * FROM "Video" WHERE id = ${o.videoId} AND shop = ${o.shop}`;
  return video ?? null;
}

/** Videos of the shop with their messages, renders and publications: three statements, however many videos. Another shop's get none. Not for use inside a transaction. */
export async function addParts<V extends { id: string }>(db: ReadDb, { shop, videos }: { shop: string; videos: V[] }): Promise<(V & VideoParts)[]> {
  if (videos.length === 0) return [];
  const ids = videos.map(({ id }) => id);
  const [messages, renders, publications] = await Promise.all([
    db.$queryRaw<Message[]>`SELECT m.* FROM "Message" m JOIN "Video" v ON v.id = m."videoId" WHERE v.id = ANY(${ids}) AND v.shop = ${shop} ORDER BY m.turn`,
    db.$queryRaw<Render[]>`SELECT r.* FROM "Render" r JOIN "Video" v ON v.id = r."videoId" WHERE v.id = ANY(${ids}) AND v.shop = ${shop} ORDER BY r."createdAt"`,
    db.$queryRaw<Publication[]>`SELECT * FROM "Publication" WHERE "videoId" = ANY(${ids}) AND shop = ${shop}`,
  ]);
  const of = <Row extends { videoId: string }>(rows: Row[], id: string) => (videos.length === 1 ? rows : rows.filter(({ videoId }) => videoId === id));
  return videos.map((video) => ({ ...video, messages: of(messages, video.id), renders: of(renders, video.id), publication: of(publications, video.id)[0] ?? null }));
}

/** What happened to these videos of the shop, in the order in which it did. */
export const readEvents = (db: ReadDb, { shop, videoIds }: { shop: string; videoIds: string[] }): Promise<VideoEvent[]> =>
  db.$queryRaw<VideoEvent[]>`SELECT e.* FROM "VideoEvent" e JOIN "Video" v ON v.id = e."videoId" WHERE v.id = ANY(${videoIds}) AND v.shop = ${shop} ORDER BY e.id`;

/** NemoVideo's session of a video of the shop, or null. */
export async function findNemoSession(db: ReadDb, { shop, id }: { shop: string; id: string | null }): Promise<NemoSession | null> {
  if (id === null) return null;
  const [found] = await db.$queryRaw<NemoSession[]>`SELECT * FROM "NemoSession" WHERE id = ${id} AND shop = ${shop}`;
  return found ?? null;
}
