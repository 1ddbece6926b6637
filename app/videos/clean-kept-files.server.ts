import { z } from "zod";
import { Prisma, type PrismaClient } from "@prisma/client";
import type { KeptFiles } from "#app/files/kept-files.ts";
import type { QueueDefinition } from "#app/jobs/job-catalog.ts";
import type { VideoStatus } from "./video-status.ts";

/** Once an hour, in one process. */
export const keptFilesQueue: QueueDefinition<Record<string, never> | null> = {
  name: "kept-files", payload: z.object({}).nullable() as never, concurrency: 1, retryLimit: 3, expireInSeconds: 1_800, policy: "short", unhurried: true, cron: "41 * * * *",
};

/** Statuses in which nothing needs our copy: the video is in the shop's files at Shopify, or came to nothing. Every other one keeps it, whatever its age. */
const notNeeded: VideoStatus[] = ["published", "withdrawn", "replaced", "removed", "failed", "canceled", "discarded"];
const DAY_MS = 24 * 3_600_000;
/** What came to nothing is kept for a second look. */
const UNUSED_DAYS = 7;
/** Also for want of room nothing younger goes: somebody may be looking at it. */
const YOUNGEST_DAYS = 1;
const AT_ONCE = 200;

export interface KeptLimits {
  /** How long a copy stays after its video has ended, in days. */
  days: number;
  /** For the copies of all shops together; null for no limit. */
  bytes: number | null;
}

interface Candidate {
  id: string;
  keptFile: string;
  bytes: number;
}

/**
 * Erases copies by age, and the oldest ones for want of room. First the row says so, then the file goes: a crash between the two leaves a stray file,
 * which the nightly clean-up finds. Gives how many went, and by how much the limit is still exceeded by copies that are needed, in bytes.
 */
export async function cleanKeptFiles(o: { db: PrismaClient; keptFiles: KeptFiles; keptLimits: KeptLimits; now: Date }): Promise<{ erased: number; overBytes: number }> {
  const before = (days: number) => new Date(o.now.getTime() - days * DAY_MS);
  let erased = 0;
  for (;;) {
    const old = await candidates(o.db, Prisma.sql`(v."finishedAt" < ${before(o.keptLimits.days)} OR (v.status IN ('failed', 'canceled', 'discarded') AND v."finishedAt" < ${before(UNUSED_DAYS)}))`);
    erased += await erase(o, old);
    if (old.length < AT_ONCE) break;
  }
  if (o.keptLimits.bytes === null) return { erased, overBytes: 0 };
  for (;;) {
    const over = (await bytesKept(o.db)) - o.keptLimits.bytes;
    if (over <= 0) return { erased, overBytes: 0 };
    const oldest = await candidates(o.db, Prisma.sql`v."finishedAt" < ${before(YOUNGEST_DAYS)}`);
    let freed = 0;
    const enough = oldest.filter((one) => freed < over && (freed += one.bytes) > 0);
    if (enough.length === 0) return { erased, overBytes: over };
    erased += await erase(o, enough);
  }
}

const candidates = (db: PrismaClient, which: Prisma.Sql): Promise<Candidate[]> => db.$queryRaw`
  SELECT r.id, r."keptFile", coalesce((r.facts->>'bytes')::float8, 0) AS bytes FROM "Render" r JOIN "Video" v ON v.id = r."videoId"
  WHERE r."keptFile" IS NOT NULL AND v.status IN (${Prisma.join(notNeeded)}) AND ${which} ORDER BY v."finishedAt", r.id LIMIT ${AT_ONCE}`;

async function bytesKept(db: PrismaClient): Promise<number> {
  const [row] = await db.$queryRaw<{ bytes: number }[]>`SELECT coalesce(sum((facts->>'bytes')::float8), 0) AS bytes FROM "Render" WHERE "keptFile" IS NOT NULL`;
  return row?.bytes ?? 0;
}

/** Only where the video still is at its end: publishing it again may have begun meanwhile. */
async function erase(o: { db: PrismaClient; keptFiles: KeptFiles; now: Date }, files: Candidate[]): Promise<number> {
  const gone: string[] = [];
  for (const { id, keptFile } of files) {
    const { count } = await o.db.render.updateMany({ where: { id, keptFile, video: { status: { in: notNeeded } } }, data: { keptFile: null, keptErasedAt: o.now } });
    if (count > 0) gone.push(keptFile);
  }
  await o.keptFiles.remove(gone);
  return gone.length;
}
