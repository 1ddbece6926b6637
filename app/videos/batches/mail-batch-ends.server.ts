import type { PrismaClient } from "@prisma/client";
import type { Clock } from "#app/lib/clock.ts";
import { isMailAddress } from "#app/lib/is-mail-address.ts";
import type { SendMail } from "#app/lib/send-mail.server.ts";
import { ownLanguage, shopSettings } from "#app/shops/shop-settings.ts";
import type { PipelineLog } from "#app/videos/pipeline/step-context.ts";
import { tellKept } from "#app/words/keep-sentence.ts";
import { chooseReading } from "#app/words/languages.ts";
import { readIn } from "#app/words/words.server.ts";
import { countItems } from "./count-items.server.ts";
import { creditsOf } from "./spent-credits.server.ts";
import { writeBatchMail } from "./write-batch-mail.ts";

export interface MailDeps {
  db: PrismaClient;
  clock: Clock;
  log: PipelineLog;
  /** Null where the operator has not set up e-mail. */
  sendMail: SendMail | null;
  /** Where a merchant finds a page of the app, for example `/app/batches/1`. */
  adminLink(shop: string, path: string): string;
}

/** Tried every minute for a day. */
const TRIED_FOR_MS = 24 * 3_600_000;
/** Longer than one mail may take: afterwards whoever had claimed it is gone. */
const CLAIM_MS = 120_000;
const AT_ONCE = 20;
/** A run ends in time for the next one, in ms. */
const RUN_MS = 25_000;

/** Somebody else has it. */
class NotOurs extends Error {
  override name = "NotOurs";
}

/**
 * Sends one e-mail for each batch that has ended, to the address in the shop's settings. One process at a time has a batch to itself, and that the
 * mail leaves is committed before its first byte does: a mail that may have arrived is never sent again, one that was not taken is tried for a day.
 */
export async function mailBatchEnds(deps: MailDeps, signal: AbortSignal): Promise<void> {
  const { db, clock, sendMail } = deps;
  if (!sendMail) return;
  const began = clock.now().getTime();
  const ended = await db.batch.findMany({
    where: {
      finishedAt: { gt: new Date(began - TRIED_FOR_MS) }, mailSentAt: null, mailDoneAt: null,
      shopRow: { uninstalledAt: null, settings: { path: ["batchEmail"], string_contains: "@" } },
    },
    orderBy: { finishedAt: "asc" }, take: AT_ONCE, select: { id: true, shop: true },
  });
  for (const batch of ended) {
    if (signal.aborted || clock.now().getTime() - began > RUN_MS) return;
    // A server that takes nothing now is asked again by the next run, not once more for each batch.
    if ((await mailEnd({ ...deps, sendMail }, batch, signal)) === "later") return;
  }
}

async function mailEnd(deps: MailDeps & { sendMail: SendMail }, { id, shop }: { id: string; shop: string }, signal: AbortSignal): Promise<string> {
  const { db, clock, log } = deps;
  const of = { id, shop, mailSentAt: null, mailDoneAt: null };
  const now = clock.now();
  const until = new Date(now.getTime() + CLAIM_MS);
  const claimed = await db.batch.updateMany({ where: { ...of, OR: [{ mailClaimedUntil: null }, { mailClaimedUntil: { lt: now } }] }, data: { mailClaimedUntil: until } });
  if (claimed.count === 0) return "theirs";
  const batch = await db.batch.findUniqueOrThrow({ where: { id, shop }, include: { shopRow: { select: { settings: true, locales: true } } } });
  const to = shopSettings(batch.shopRow).batchEmail;
  const counts = (await countItems(db, shop, [id])).get(id);
  // Taken out of the settings meanwhile.
  if (!counts || !isMailAddress(to)) return "nobody";
  const { spent } = await creditsOf(db, { shop, batchId: id });
  // Nobody asks at this moment: the shop's own language, English where it is none of ours.
  const reading = chooseReading({ query: ownLanguage(batch.shopRow.locales), acceptLanguage: null });
  const written = readIn(reading, () => writeBatchMail({ title: tellKept(batch.title), canceled: batch.status === "canceled", counts, spentCredits: spent, link: deps.adminLink(shop, `/app/batches/${id}`) }));
  try {
    const { end, why } = await deps.sendMail({ to, id: `batch.${id}`, ...written }, {
      signal,
      async beforeBody() {
        const { count } = await db.batch.updateMany({ where: { ...of, mailClaimedUntil: until }, data: { mailSentAt: clock.now() } });
        if (count === 0) throw new NotOurs();
      },
    });
    if (end === "accepted" || end === "refused") await db.batch.updateMany({ where: { id, shop }, data: { mailDoneAt: clock.now() } });
    if (end === "later") await db.batch.updateMany({ where: { id, shop, mailClaimedUntil: until }, data: { mailSentAt: null, mailClaimedUntil: null } });
    if (end === "accepted") log.info({ batchId: id }, "the end of a batch was mailed");
    else log.warn({ batchId: id, end, why }, "the end of a batch could not be mailed");
    return end;
  } catch (error) {
    if (error instanceof NotOurs) return "theirs";
    throw error;
  }
}
