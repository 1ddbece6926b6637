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

/** The videos with their messages, renders and publications: three statements, however many videos. Not for use inside a transaction. */
export async function addParts<V extends { id: string }>(db: ReadDb, videos: V[]): Promise<(V & VideoParts)[]> {
  if (videos.length === 0) return [];
  const ids = videos.map(({ id }) => id);
  const [messages, renders, publications] = await Promise.all([
    db.$queryRaw<Message[]>`SELECT * FROM "Message" WHERE "videoId" = ANY(${ids}) ORDER BY turn`,
    db.$queryRaw<Render[]>`SELECT * FROM "Render" WHERE "videoId" = ANY(${ids}) ORDER BY "createdAt"`,
    db.$queryRaw<Publication[]>`SELECT * FROM "Publication" WHERE "videoId" = ANY(${ids})`,
  ]);
  const of = <Row extends { videoId: string }>(rows: Row[], id: string) => (videos.length === 1 ? rows : rows.filter(({ videoId }) => videoId === id));
  return videos.map((video) => ({ ...video, messages: of(messages, video.id), renders: of(renders, video.id), publication: of(publications, video.id)[0] ?? null }));
}

/** What happened to these videos, in the order in which it did. */
export const readEvents = (db: ReadDb, videoIds: string[]): Promise<VideoEvent[]> =>
  db.$queryRaw<VideoEvent[]>`SELECT * FROM "VideoEvent" WHERE "videoId" = ANY(${videoIds}) ORDER BY id`;

/** NemoVideo's session of a video, or null. */
export async function findNemoSession(db: ReadDb, id: string | null): Promise<NemoSession | null> {
  if (id === null) return null;
  const [found] = await db.$queryRaw<NemoSession[]>`SELECT * FROM "NemoSession" WHERE id = ${id}`;
  return found ?? null;
}
