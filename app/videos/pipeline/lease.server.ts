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

/** Takes the video for one run of its step. Exactly one run holds it at a time, over all processes. */
export async function takeLease(deps: PipelineDeps, videoId: string): Promise<TakenLease> {
  const now = deps.clock.now();
  const owner = `${deps.workerId}/${++runs}`;
  const { count } = await deps.db.video.updateMany({
    where: { id: videoId, status: { in: ["making", "publishing"] }, OR: [{ leaseUntil: null }, { leaseUntil: { lt: now } }] },
    data: { leaseOwner: owner, leaseUntil: new Date(now.getTime() + LEASE_MS), nextTryAt: null },
  });
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

/** Renews until stopped; calls `lost` once when the lease is gone or cannot be renewed before it ends. */
export function keepLease(deps: PipelineDeps, videoId: string, owner: string, lost: (why: string) => void): { stop(): void } {
  let until = performance.now() + LEASE_MS;
  let stopped = false;
  const renew = async () => {
    const began = performance.now();
    try {
      const { count } = await deps.db.video.updateMany({
        where: { id: videoId, leaseOwner: owner },
        data: { leaseUntil: new Date(deps.clock.now().getTime() + LEASE_MS) },
      });
      if (stopped) return;
      if (count === 0) return lost("another run has it, or it was canceled");
      until = began + LEASE_MS;
    } catch (error) {
      deps.log.warn({ err: error, videoId }, "could not renew a lease");
      if (!stopped && performance.now() > until - RENEW_MS) lost("it could not be renewed");
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
