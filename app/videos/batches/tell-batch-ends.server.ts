import type { PrismaClient } from "@prisma/client";
import { request, type Dispatcher } from "undici";
import type { Clock } from "#app/lib/clock.ts";
import { shopSettings } from "#app/shops/shop-settings.ts";
import { tellKept } from "#app/words/keep-sentence.ts";
import type { PipelineLog } from "#app/videos/pipeline/step-context.ts";
import { countItems } from "./count-items.server.ts";
import { batchCredits } from "./spent-credits.server.ts";

export interface TellDeps {
  db: PrismaClient;
  clock: Clock;
  log: PipelineLog;
  /** For addresses that merchants give: public ones only, no redirect followed. */
  outsideDispatcher: Dispatcher;
}

/** An end is told again every minute until the merchant's server takes it, for a day. */
const TOLD_FOR_MS = 24 * 3_600_000;
const PATIENCE_MS = 10_000;
const AT_ONCE = 20;

/**
 * Tells the address that a shop gave in its settings that a batch has ended: one POST with counts and credits, no product's words. It may come
 * twice after a crash, with the same `batchId`. A server that refuses is asked again by the next run.
 */
export async function tellBatchEnds(deps: TellDeps, signal: AbortSignal): Promise<void> {
  const { db, clock, log } = deps;
  const ended = await db.batch.findMany({
    where: {
      finishedAt: { gt: new Date(clock.now().getTime() - TOLD_FOR_MS) }, toldAt: null,
      shopRow: { uninstalledAt: null, settings: { path: ["batchWebhook"], string_starts_with: "https://" } },
    },
    include: { shopRow: { select: { settings: true } } }, orderBy: { finishedAt: "asc" }, take: AT_ONCE,
  });
  for (const batch of ended) {
    const body = await describeEnd(db, batch);
    const status = await post(deps, shopSettings(batch.shopRow).batchWebhook, body, signal);
    if (typeof status === "number" && status >= 200 && status < 300) await db.batch.updateMany({ where: { id: batch.id, shop: batch.shop }, data: { toldAt: clock.now() } });
    else log.warn({ batchId: batch.id, status }, "the end of a batch could not be told");
  }
}

async function describeEnd(db: PrismaClient, batch: { id: string; shop: string; title: string; status: string; finishedAt: Date | null }) {
  const counts = (await countItems(db, batch.shop, [batch.id])).get(batch.id);
  const credits = (await batchCredits(db, batch.shop, [batch.id])).get(batch.id);
  return { event: "batch.ended", batchId: batch.id, shop: batch.shop, title: tellKept(batch.title), status: batch.status, endedAt: batch.finishedAt?.toISOString() ?? null, products: counts ?? null, spentCredits: credits?.spent ?? null };
}

/** The status, or the name of what was in the way. What the server answers is not read. */
async function post({ outsideDispatcher }: TellDeps, address: string, body: object, signal: AbortSignal): Promise<number | string> {
  try {
    const answer = await request(address, {
      method: "POST", dispatcher: outsideDispatcher, signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
      headers: { "content-type": "application/json", "user-agent": "Shelfreel" }, body: JSON.stringify(body),
    });
    answer.body.on("error", () => {}); // an unread body that is destroyed must not end the process
    answer.body.destroy();
    return answer.statusCode;
  } catch (error) {
    signal.throwIfAborted();
    return error instanceof Error ? error.name : "unknown";
  }
}
