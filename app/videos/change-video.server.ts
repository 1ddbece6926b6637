import type { Message, Prisma, PrismaClient, Render, Video } from "@prisma/client";
import type { JobQueue } from "#app/jobs/open-job-queue.server.ts";
import type { Clock } from "#app/lib/clock.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import type { Sentence } from "#app/words/say.ts";
import { admitVideos, lockShop } from "./admit-videos.server.ts";
import { comeForward } from "./versions/give-way.server.ts";
import { mayBecome, type VideoStatus } from "./video-status.ts";
import { videoNotFound, videoMovedOn } from "./video-errors.ts";

export interface ChangeDeps {
  db: PrismaClient;
  jobs: JobQueue;
  clock: Clock;
  perShop: number;
}

export interface Change {
  to: VideoStatus;
  data?: Prisma.VideoUpdateManyMutationInput;
  /** What the list of steps says of it. */
  events: { step: string; kind: "started" | "finished" | "note"; text: Sentence | null }[];
  /** Runs in the same transaction, after the row was moved. */
  also?: (tx: Prisma.TransactionClient) => Promise<void>;
  /** Sentence for a merchant whose page was out of date. */
  tooLate: Sentence;
}

type Found = Video & { messages: Message[]; renders: Render[] };

/**
 * A person's change of one video, as a compare-and-set: it counts only if the video is still as it was read, takes any
 * lease away (the run that held it cannot write any more), and lets the next waiting video begin where a place is free.
 */
export async function changeVideo(deps: ChangeDeps, o: { shop: string; videoId: string }, decide: (video: Found) => Change | null): Promise<Found> {
  return deps.db.$transaction(async (tx) => {
    // The shop's row first, always: admission takes it before it touches waiting videos, and a deadlock would be the other order.
    await lockShop(tx, o.shop);
    // Then the video's own: a run that marks its message as sent comes wholly before this change or not at all.
    await tx.$queryRaw`SELECT 1 FROM "Video" WHERE id = ${o.videoId} AND shop = ${o.shop} FOR UPDATE`;
    const row = await tx.video.findFirst({ where: { id: o.videoId, shop: o.shop } });
    if (!row) throw videoNotFound();
    // One after the other: a transaction has one connection, and it takes one query at a time.
    const messages = await tx.message.findMany({ where: { videoId: row.id }, orderBy: { turn: "asc" } });
    const renders = await tx.render.findMany({ where: { videoId: row.id }, orderBy: { createdAt: "asc" } });
    const video: Found = { ...row, messages, renders };
    const change = decide(video);
    if (!change) return video;
    if (!mayBecome(video.status as VideoStatus, change.to)) throw videoMovedOn(change.tooLate);
    const { count } = await tx.video.updateMany({
      where: { id: video.id, revision: video.revision },
      data: { status: change.to, revision: { increment: 1 }, leaseOwner: null, leaseUntil: null, nextTryAt: null, ...change.data },
    });
    if (count === 0) throw videoMovedOn(change.tooLate);
    await tx.videoEvent.createMany({ data: change.events.map((event) => ({ videoId: video.id, at: deps.clock.now(), ...event, text: event.text && keepSentence(event.text) })) });
    await change.also?.(tx);
    if (change.to === "canceled" || change.to === "discarded") await comeForward(tx, { shop: o.shop, videoId: video.id, now: deps.clock.now() });
    await admitVideos(deps, tx, o.shop);
    return video;
  });
}
