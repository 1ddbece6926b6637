import type { Prisma } from "@prisma/client";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { shopSettings } from "#app/shops/shop-settings.ts";
import { lockShop } from "#app/videos/admit-videos.server.ts";
import { EXPECTED_CREDITS } from "#app/videos/limits.ts";
import { automaticCredits } from "./automatic-credits.server.ts";
import type { BatchWorkerDeps } from "./batch-deps.ts";
import type { KeptSelection } from "./batch-json.ts";
import { batchFeedQueue } from "./batch-queues.ts";
import { createBatch } from "./create-batch.server.ts";

/** A whole catalogue is looked through once an hour; what is new or tagged is a short list, looked at every time. */
const WHOLE_UNTIL_MINUTE = 10;

/**
 * Automatic mode, every few minutes and for every shop that has it on: products that its rule finds get a batch of their own, as many as the
 * credits of the week are enough for. Off, it ends what has not begun. A shop that removed the app is left alone.
 */
export async function tendAutomatic(deps: BatchWorkerDeps): Promise<void> {
  const shops = await deps.db.$queryRaw<{ domain: string }[]>`
    SELECT domain FROM "Shop" s WHERE s."uninstalledAt" IS NULL AND (s.settings->'automatic'->>'on' = 'true' OR s.settings ? 'automaticSince'
      OR EXISTS (SELECT 1 FROM "Batch" b WHERE b.shop = s.domain AND b.origin = 'automatic' AND b.status IN ('gathering', 'running', 'paused')))`;
  for (const { domain } of shops) {
    try {
      await tendShop(deps, domain);
    } catch (error) {
      // The next shop's business goes on; this one's comes again in ten minutes.
      deps.log[error instanceof ExpectedError ? "info" : "error"]({ shop: domain, err: error }, "automatic mode of a shop could not be tended");
    }
  }
}

/** The same for one shop. */
export async function tendShop(deps: BatchWorkerDeps, shop: string): Promise<void> {
  const now = deps.clock.now();
  const selection = await deps.db.$transaction(async (tx) => {
    await lockShop(tx, shop);
    return whatToBegin(deps, tx, shop, now);
  });
  if (!selection) return;
  await createBatch(deps, {
    shop, selection, recipe: null, chosen: null, requestedBy: null, requestKey: `automatic ${now.toISOString()}`, confirmed: { capCredits: selection.most * EXPECTED_CREDITS },
  });
}

async function whatToBegin(deps: BatchWorkerDeps, tx: Prisma.TransactionClient, shop: string, now: Date): Promise<Extract<KeptSelection, { kind: "automatic" }> | null> {
  const row = await tx.shop.findUnique({ where: { domain: shop } });
  if (!row || row.uninstalledAt) return null;
  const { automatic } = shopSettings(row);
  if (!automatic.on) return endAutomatic(tx, shop);
  const since = await sinceWhen(tx, shop, row.settings, now);
  const open = await tx.batch.findFirst({ where: { shop, origin: "automatic", status: { in: ["gathering", "running", "paused"] } } });
  const room = automatic.weeklyCredits - (await automaticCredits(tx, { shop, now }));
  if (open?.status === "paused" && open.pausedWhy === "cap" && room >= EXPECTED_CREDITS) {
    await tx.batch.update({ where: { id: open.id, shop }, data: { status: "running", pausedWhy: null, pausedText: null, revision: { increment: 1 } } });
    await deps.jobs.enqueue(tx, batchFeedQueue.name, { shop }, { key: shop });
  }
  if (open || room < EXPECTED_CREDITS || (automatic.rule === "tag" && !automatic.tag)) return null;
  if (automatic.rule === "without_video" && now.getUTCMinutes() >= WHOLE_UNTIL_MINUTE) return null;
  return { kind: "automatic", rule: automatic.rule, tag: automatic.tag, since, most: Math.floor(room / EXPECTED_CREDITS), anyway: [] };
}

/** New products are those since automatic mode was switched on; kept beside the settings until it is switched off. */
async function sinceWhen(tx: Prisma.TransactionClient, shop: string, settings: unknown, now: Date): Promise<string> {
  const kept = settings && typeof settings === "object" && "automaticSince" in settings ? settings.automaticSince : null;
  if (typeof kept === "string") return kept;
  const since = now.toISOString();
  await tx.$executeRaw`UPDATE "Shop" SET settings = settings || jsonb_build_object('automaticSince', ${since}::text) WHERE domain = ${shop}`;
  return since;
}

/** Off: what has not begun is not begun any more. */
async function endAutomatic(tx: Prisma.TransactionClient, shop: string): Promise<null> {
  const open = { shop, origin: "automatic", status: { in: ["gathering", "running", "paused"] } };
  await tx.batchItem.updateMany({ where: { shop, state: { in: ["new", "waiting"] }, batch: open }, data: { state: "canceled" } });
  await tx.batch.updateMany({ where: open, data: { status: "canceled", pausedWhy: null, pausedText: null, revision: { increment: 1 } } });
  await tx.$executeRaw`UPDATE "Shop" SET settings = settings - 'automaticSince' WHERE domain = ${shop}`;
  return null;
}
