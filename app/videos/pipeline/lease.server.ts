import type { Video } from "@prisma/client";
import { readShopRow } from "#app/shops/read-shop-row.server.ts";
import { addParts, findNemoSession } from "#app/videos/read-video-parts.server.ts";
import type { PipelineDeps, VideoRow } from "./step-context.ts";
import { isAtRest, type VideoStatus } from "#app/videos/video-status.ts";

/** How long a lease lasts without renewal, and how often it is renewed, in ms. */
export const LEASE_MS = 15_000;
const RENEW_MS = 4_000;

export type TakenLease =
  | { held: true; video: VideoRow; owner: string }
  /** Somebody else works on it until then. */
  | { held: false; busyUntil: Date }
  /** Gone, or nothing to do. */
  | { held: false; busyUntil: null };

let runs = 0;

/**
 * Takes the video for one run of its step. Exactly one run holds it at a time, over all processes. The time is the database's:
 * the clocks of several machines differ, and each of them may jump.
 */
export async function takeLease(deps: PipelineDeps, videoId: string): Promise<TakenLease> {
  const owner = `${deps.workerId}/${++runs}`;
  const [taken] = await deps.db.$queryRaw<Video[]>`
    UPDATE "Video" SET "leaseOwner" = ${owner}, "leaseUntil" = timezone('UTC', now()) + ${LEASE_MS} * interval '1 millisecond', "nextTryAt" = NULL
    WHERE id = ${videoId} AND status IN ('making', 'publishing', 'withdrawing') AND ("leaseUntil" IS NULL OR "leaseUntil" < timezone('UTC', now())) RETURNING *`;
  if (taken) return { held: true, video: await withAll(deps, taken), owner };
  const video = await deps.db.video.findUnique({ where: { id: videoId }, select: { status: true, leaseUntil: true } });
  if (!video || isAtRest(video.status as VideoStatus) || !video.leaseUntil) return { held: false, busyUntil: null };
  return { held: false, busyUntil: video.leaseUntil };
}

async function withAll({ db }: PipelineDeps, video: Video): Promise<VideoRow> {
  const [[whole], shopRow, nemoSession] = await Promise.all([addParts(db, { shop: video.shop, videos: [video] }), readShopRow(db, video.shop), findNemoSession(db, { shop: video.shop, id: video.nemoRowId })]);
  if (!whole || !shopRow) throw new Error(`video ${video.id} has no shop`);
  return { ...whole, shopRow, nemoSession };
}

/** Renews until stopped; calls `lost` once when the lease is gone, or with the cause when it cannot be renewed before it ends. */
export function keepLease(deps: PipelineDeps, videoId: string, owner: string, lost: (why: string, cause?: unknown) => void): { stop(): void } {
  let until = performance.now() + LEASE_MS;
  let stopped = false;
  const renew = async () => {
    const began = performance.now();
    try {
      const count = await deps.db.$executeRaw`
        UPDATE "Video" SET "leaseUntil" = timezone('UTC', now()) + ${LEASE_MS} * interval '1 millisecond' WHERE id = ${videoId} AND "leaseOwner" = ${owner}`;
      if (stopped) return;
      if (count === 0) return lost("another run has it, or it was canceled");
      until = began + LEASE_MS;
    } catch (error) {
      deps.log.warn({ err: error, videoId }, "could not renew a lease");
      if (!stopped && performance.now() > until - RENEW_MS) lost("it could not be renewed", error);
    }
  };
  const timer = setInterval(renew, RENEW_MS);
  return {
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}
