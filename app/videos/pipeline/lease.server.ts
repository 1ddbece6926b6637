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
  const count = await deps.db.$executeRaw`
    UPDATE "Video" SET "leaseOwner" = ${owner}, "leaseUntil" = timezone('UTC', now()) + ${LEASE_MS} * interval '1 millisecond', "nextTryAt" = NULL
    WHERE id = ${videoId} AND status IN ('making', 'publishing', 'withdrawing') AND ("leaseUntil" IS NULL OR "leaseUntil" < timezone('UTC', now()))`;
  const video = await deps.db.video.findUnique({
    where: { id: videoId },
    include: {
      shopRow: true, nemoSession: true, publication: true,
      messages: { orderBy: { turn: "asc" } },
      renders: { orderBy: { createdAt: "asc" } },
    },
  });
  if (count === 1 && video) return { held: true, video, owner };
  if (!video || isAtRest(video.status as VideoStatus) || !video.leaseUntil) return { held: false, busyUntil: null };
  return { held: false, busyUntil: video.leaseUntil };
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
