import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { PrismaClient } from "@prisma/client";
import { z } from "zod";
import type { QueueDefinition } from "#app/jobs/job-catalog.ts";
import { retentionDays } from "./retention.ts";

/** Once a night, in one process. */
export const retentionQueue: QueueDefinition<Record<string, never> | null> = {
  name: "retention", payload: z.object({}).nullable() as never, concurrency: 1, retryLimit: 3, expireInSeconds: 3_600, policy: "short", cron: "17 3 * * *",
};

const DAY_MS = 24 * 3_600_000;
const AT_ONCE = 200;

export interface Swept {
  webhookDeliveries: number;
  videoEvents: number;
  paces: number;
  counts: number;
  shops: string[];
  files: number;
}

/** Erases what is no longer needed, see retention.ts. `eraseShop` erases all of one shop, as after Shopify's own request. Safe to run again at any time. */
export async function sweepOldData(deps: { db: PrismaClient; keptDir: string; now: Date; eraseShop(shop: string): Promise<void> }): Promise<Swept> {
  const { db, now } = deps;
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const webhookDeliveries = await db.webhookDelivery.deleteMany({ where: { receivedAt: { lt: before(retentionDays.webhookDeliveries) } } });
  const videoEvents = await db.videoEvent.deleteMany({ where: { at: { lt: before(retentionDays.videoEvents) } } });
  const paces = await db.nemoPace.deleteMany({ where: { updatedAt: { lt: before(retentionDays.paces) } } });
  const counts = await db.actCount.deleteMany({ where: { expire: { lt: now } } });
  const gone = await db.shop.findMany({ where: { uninstalledAt: { lt: before(retentionDays.uninstalledShops) } }, select: { domain: true }, take: AT_ONCE });
  for (const { domain } of gone) await deps.eraseShop(domain);
  return { webhookDeliveries: webhookDeliveries.count, videoEvents: videoEvents.count, paces: paces.count, counts: counts.count, shops: gone.map(({ domain }) => domain), files: await eraseStrayFiles(deps, before(retentionDays.strayFiles)) };
}

/** Files below the kept folder that no row names and that nobody has written to since `untouchedSince`. */
async function eraseStrayFiles(deps: { db: PrismaClient; keptDir: string }, untouchedSince: Date): Promise<number> {
  let erased = 0;
  for (const folder of await readdir(deps.keptDir, { withFileTypes: true }).catch(noFolder)) {
    if (!folder.isDirectory()) continue;
    const shop = folder.name;
    // A file may also be named by what the shop has set, such as its logo.
    const settings = JSON.stringify((await deps.db.shop.findUnique({ where: { domain: shop }, select: { settings: true } }))?.settings ?? {});
    const known = new Set([
      ...(await deps.db.render.findMany({ where: { video: { shop }, keptFile: { not: null } }, select: { keptFile: true } })).map(({ keptFile }) => keptFile),
      ...(await deps.db.merchantFile.findMany({ where: { shop, erasedAt: null }, select: { file: true } })).map(({ file }) => file),
    ].map((file) => path.join(deps.keptDir, file ?? "")));
    const entries = await readdir(path.join(deps.keptDir, shop), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const file = path.join(entry.parentPath, entry.name);
      if (!entry.isFile() || known.has(file) || settings.includes(entry.name) || (await stat(file)).mtime >= untouchedSince) continue;
      await rm(file, { force: true });
      erased++;
    }
  }
  return erased;
}

function noFolder(error: NodeJS.ErrnoException): [] {
  if (error.code === "ENOENT") return []; // nothing was kept yet
  throw error;
}
