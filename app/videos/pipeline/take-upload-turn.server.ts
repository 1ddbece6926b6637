import type { Prisma, Publication } from "@prisma/client";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { lockShop } from "#app/videos/admit-videos.server.ts";
import { countWindows } from "#app/videos/count-uploads.server.ts";
import { describeUploadWait, UPLOAD_TURN, type UploadWait } from "#app/videos/describe-upload-wait.ts";
import type { StepContext, StepResult } from "./step-context.ts";

/** Uploads of one shop to Shopify at the same time, over all processes (platform §2.3). */
const UPLOADS_AT_ONCE = 2;

/**
 * One of the shop's places for an upload, or when to come back: while the shop's uploads are paused, while the hour or the week is full, and
 * while others are being uploaded. A place is held by the lease of the video that uploads, so one whose worker died is free when its lease
 * is over. Waiting videos are rows with a time, each the later the more of the shop are before it; other shops have their own places.
 */
export async function takeUploadTurn(context: StepContext, publication: Publication): Promise<StepResult | null> {
  const { video, deps } = context;
  const now = deps.clock.now();
  return deps.db.$transaction(async (tx) => {
    await lockShop(tx, video.shop);
    const shop = await tx.shop.findUniqueOrThrow({ where: { domain: video.shop }, select: { uploadsPausedUntil: true, uploadsPausedWhy: true } });
    if (shop.uploadsPausedUntil && shop.uploadsPausedUntil > now) return wait(tx, context, { code: shop.uploadsPausedWhy, until: shop.uploadsPausedUntil });
    const { weekFreeAt, hourFreeAt } = await countWindows(tx, { shop: video.shop, now });
    const full: UploadWait | null = weekFreeAt ? { code: "shopify.week_full", until: weekFreeAt } : hourFreeAt ? { code: "shopify.hour_full", until: hourFreeAt } : null;
    if (full) {
      await tx.shop.update({ where: { domain: video.shop }, data: { uploadsPausedUntil: full.until, uploadsPausedWhy: full.code } });
      return wait(tx, context, full);
    }
    if ((await uploading(tx, publication)) >= UPLOADS_AT_ONCE) return wait(tx, context, { code: UPLOAD_TURN, until: now });
    await tx.publication.update({ where: { id: publication.id }, data: { uploadingBy: video.leaseOwner } });
    return null;
  });
}

/** Other uploads of the shop whose runs are alive. The database's clock, like the leases'. */
async function uploading(tx: Prisma.TransactionClient, { id, shop }: Publication): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM "Publication" p JOIN "Video" v ON v.id = p."videoId"
    WHERE p.shop = ${shop} AND p.id <> ${id} AND p."uploadingBy" IS NOT NULL AND v."leaseOwner" = p."uploadingBy" AND v."leaseUntil" > timezone('UTC', now())`;
  return Number(row?.count ?? 0);
}

async function wait(tx: Prisma.TransactionClient, { video, deps }: StepContext, o: UploadWait): Promise<StepResult> {
  const before = await tx.video.count({
    where: { shop: video.shop, status: "publishing", step: "upload_to_shopify", OR: [{ stepStartedAt: { lt: video.stepStartedAt } }, { stepStartedAt: video.stepStartedAt, id: { lt: video.id } }] },
  });
  // Spread out, so that those who waited do not all come at once; a long line is not asked every few seconds.
  const turns = 1 + Math.floor(before / UPLOADS_AT_ONCE);
  const afterMs = Math.max(0, o.until.getTime() - deps.clock.now().getTime()) + Math.min(turns * deps.waits.uploadTurnMs, deps.waits.uploadTurnMaxMs);
  return waitFor(video, { ...o, afterMs });
}

/** The video stays where it is until then; its page says why. The list of steps gets one line when the reason is new. */
export function waitFor(video: { errorCode: string | null }, o: UploadWait & { afterMs: number }): StepResult {
  const { code, text } = describeUploadWait(o.code);
  return { move: "again", afterMs: o.afterMs, data: { errorCode: code, merchantText: keepSentence(text) }, ...(video.errorCode !== code && { note: text }) };
}
