import type { PrismaClient } from "@prisma/client";

/** How the whole app stands, over all shops: for the people who run it. No prompt, title, token or address is in it. */
export interface Standing {
  queues: { queue: string; state: string; jobs: number }[];
  /** Per queue, how long its oldest job that could run has been waiting, in seconds. */
  oldest: { queue: string; oldestSeconds: number }[];
  videos: { status: string; videos: number }[];
  /** Codes of videos that stopped within a day. */
  stopped: { code: string; videos: number }[];
  openTurns: number;
  /** Worked on, but nobody has touched them for ten minutes after their time; oldest first, at most 50. */
  stuck: { id: string; shop: string; status: string; step: string; since: Date; looks: number; failures: number }[];
  /** Credits used by videos that were finished within a day. */
  creditsSpent: number;
}

const DAY_MS = 24 * 3_600_000;
const STUCK_MS = 600_000;

/** Reads it in a handful of queries; the tables of the queue are pg-boss's own. */
export async function readStanding(deps: { db: PrismaClient; now: Date }): Promise<Standing> {
  const { db, now } = deps;
  const yesterday = new Date(now.getTime() - DAY_MS);
  const overdue = new Date(now.getTime() - STUCK_MS);
  const queues = await db.$queryRaw<{ queue: string; state: string; jobs: number }[]>`
    SELECT name AS queue, state::text AS state, count(*)::int AS jobs FROM pgboss.job WHERE state < 'completed' OR state = 'failed' GROUP BY name, state ORDER BY name, state`;
  const oldest = await db.$queryRaw<{ queue: string; oldestSeconds: number }[]>`
    SELECT name AS queue, extract(epoch FROM now() - min(start_after))::float8 AS "oldestSeconds" FROM pgboss.job
    WHERE state < 'active' AND start_after <= now() GROUP BY name ORDER BY name`;
  const videos = await db.video.groupBy({ by: ["status"], _count: true, orderBy: { status: "asc" } });
  const stopped = await db.video.groupBy({ by: ["errorCode"], where: { errorCode: { not: null }, OR: [{ finishedAt: { gt: yesterday } }, { finishedAt: null, stepStartedAt: { gt: yesterday } }] }, _count: true, orderBy: { errorCode: "asc" } });
  const openTurns = await db.message.count({ where: { sentAt: { not: null }, endedAt: null, video: { status: "making" } } });
  const stuck = await db.video.findMany({
    where: {
      status: { in: ["making", "publishing"] },
      AND: [{ OR: [{ leaseUntil: null }, { leaseUntil: { lt: overdue } }] }, { OR: [{ nextTryAt: null, stepStartedAt: { lt: overdue } }, { nextTryAt: { lt: overdue } }] }],
    },
    select: { id: true, shop: true, status: true, step: true, stepStartedAt: true, looks: true, failures: true }, orderBy: { stepStartedAt: "asc" }, take: 50,
  });
  const [spent] = await db.$queryRaw<{ credits: number }[]>`
    SELECT coalesce(sum(greatest(0, ("creditsBefore"->>'available')::numeric - ("creditsAfter"->>'available')::numeric)), 0)::float8 AS credits
    FROM "Video" WHERE "creditsAfter" IS NOT NULL AND "stepStartedAt" > ${yesterday}`;
  return {
    queues, oldest, openTurns,
    videos: videos.map(({ status, _count }) => ({ status, videos: _count })),
    stopped: stopped.map(({ errorCode, _count }) => ({ code: errorCode ?? "", videos: _count })),
    stuck: stuck.map(({ stepStartedAt, ...row }) => ({ ...row, since: stepStartedAt })),
    creditsSpent: spent?.credits ?? 0,
  };
}
