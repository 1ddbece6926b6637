import type { Prisma, PrismaClient } from "@prisma/client";
import { shopSettings } from "#app/shops/shop-settings.ts";
import { creditsIn } from "#app/words/format-amounts.ts";
import { joinSentences } from "#app/words/join-sentences.ts";
import { sentence, type Sentence } from "#app/words/say.ts";
import { EXPECTED_CREDITS } from "./limits.ts";
import { videoRefused } from "./video-errors.ts";

const WEEK_MS = 7 * 24 * 3_600_000;

/**
 * About what the shop's videos took in the last seven days, and what those on their way may still take: usual credits for each message that
 * went out and was not refused, and for each video whose message has not gone out yet.
 */
export async function weekCredits(db: Pick<PrismaClient | Prisma.TransactionClient, "message" | "video">, o: { shop: string; now: Date }): Promise<number> {
  const since = new Date(o.now.getTime() - WEEK_MS);
  const sent = await db.message.count({ where: { video: { shop: o.shop, charged: { not: "no" } }, sentAt: { gt: since }, OR: [{ outcome: null }, { outcome: { not: "refused" } }] } });
  const coming = await db.video.count({ where: { shop: o.shop, status: { in: ["queued", "making"] }, messages: { none: { sentAt: { not: null } } } } });
  // A message that is on its way counts although nobody has said yet whether it is charged.
  const open = await db.message.count({ where: { video: { shop: o.shop, charged: "no", status: "making" }, sentAt: { gt: since } } });
  return (sent + coming + open) * EXPECTED_CREDITS;
}

/** The sentence about the shop's own weekly cap when one more video would pass it; null while there is room, or no cap. With the shop's row held. */
export async function weekCapProblem(tx: Prisma.TransactionClient, o: { shop: string; now: Date }): Promise<Sentence | null> {
  const { weeklyCredits } = shopSettings(await tx.shop.findUniqueOrThrow({ where: { domain: o.shop }, select: { settings: true } }));
  if (weeklyCredits === null) return null;
  const used = await weekCredits(tx, o);
  if (used + EXPECTED_CREDITS <= weeklyCredits) return null;
  return sentence("limits.week_cap", { cap: creditsIn(weeklyCredits), used: creditsIn(used) });
}

/** Throws ExpectedError `video.week_cap` when one more message would pass the shop's own weekly cap. With the shop's row held; nothing is charged. */
export async function checkWeekCap(tx: Prisma.TransactionClient, o: { shop: string; now: Date }): Promise<void> {
  const problem = await weekCapProblem(tx, o);
  if (problem) throw videoRefused("video.week_cap", joinSentences(problem, sentence("states.charged_no")));
}
