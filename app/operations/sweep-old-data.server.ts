import type { PrismaClient } from "@prisma/client";
import { z } from "zod";
import type { KeptFiles } from "#app/files/kept-files.ts";
import type { QueueDefinition } from "#app/jobs/job-catalog.ts";
import { retentionDays } from "./retention.ts";

/** Once a night, in one process. */
export const retentionQueue: QueueDefinition<Record<string, never> | null> = {
  name: "retention", payload: z.object({}).nullable() as never, concurrency: 1, retryLimit: 3, expireInSeconds: 3_600, policy: "short", unhurried: true, cron: "17 3 * * *",
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
export async function sweepOldData(deps: { db: PrismaClient; keptFiles: KeptFiles; now: Date; eraseShop(shop: string): Promise<void> }): Promise<Swept> {
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

/** Kept files that no row names and that are older than `untouchedSince`, and what crashes left aside on this machine. */
async function eraseStrayFiles({ db, keptFiles }: { db: PrismaClient; keptFiles: KeptFiles }, untouchedSince: Date): Promise<number> {
  await keptFiles.sweepAside(untouchedSince);
  let erased = 0;
  let batch: string[] = [];
  const eraseStrays = async () => {
    const strays = await withoutRow(db, batch);
    await keptFiles.remove(strays);
    erased += strays.length;
    batch = [];
  };
  for await (const { name, modifiedAt } of keptFiles.list()) {
    if (modifiedAt >= untouchedSince) continue;
    if (batch.push(name) >= AT_ONCE) await eraseStrays();
  }
  if (batch.length) await eraseStrays();
  return erased;
}

/** Those of the files that nothing of their shop names: the first part of a name is the shop's folder. */
async function withoutRow(db: PrismaClient, names: string[]): Promise<string[]> {
  const shops = [...new Set(names.map(shopOf))];
  const known = new Set([
    ...(await db.render.findMany({ where: { video: { shop: { in: shops } }, keptFile: { in: names } }, select: { keptFile: true } })).map(({ keptFile }) => keptFile),
    ...(await db.merchantFile.findMany({ where: { shop: { in: shops }, file: { in: names }, erasedAt: null }, select: { file: true } })).map(({ file }) => file),
  ]);
  // A file may also be named by what the shop has set, such as its logo.
  const settings = new Map((await db.shop.findMany({ where: { domain: { in: shops } }, select: { domain: true, settings: true } })).map(({ domain, settings: set }) => [domain, JSON.stringify(set)]));
  return names.filter((name) => !known.has(name) && !settings.get(shopOf(name))?.includes(name.split("/").at(-1) ?? name));
}

const shopOf = (name: string): string => name.split("/")[0] ?? "";
