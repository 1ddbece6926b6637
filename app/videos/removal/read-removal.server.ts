import type { PrismaClient } from "@prisma/client";
import type { RemovalView } from "./removal-view.ts";

/** What the Settings page shows of it: three small queries. */
export async function readRemoval(db: PrismaClient, { shop }: { shop: string }): Promise<RemovalView> {
  const row = await db.shop.findUnique({ where: { domain: shop }, select: { removeAllAt: true, removeAllDoneAt: true } });
  const published = await db.video.count({ where: { shop, status: "published" } });
  if (!row?.removeAllAt) return { published, removal: null, moving: false };
  const groups = await db.video.groupBy({ by: ["status"], where: { shop, publication: { undoWantedAt: row.removeAllAt } }, _count: { _all: true } });
  const count = (...statuses: string[]) => groups.reduce((sum, group) => sum + (statuses.includes(group.status) ? group._count._all : 0), 0);
  const total = groups.reduce((sum, group) => sum + group._count._all, 0);
  const stopped = count("attention");
  return {
    published,
    removal: { askedAt: row.removeAllAt.toISOString(), total, off: total - stopped - count("published", "withdrawing"), stopped, doneAt: row.removeAllDoneAt?.toISOString() ?? null },
    moving: row.removeAllDoneAt === null,
  };
}
