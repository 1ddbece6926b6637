// What a step gets and what it may answer.
import type { Message, NemoSession, Prisma, PrismaClient, Publication, Render, Shop, Video } from "@prisma/client";
import type { KeptFiles } from "#app/files/kept-files.ts";
import type { JobQueue } from "#app/jobs/open-job-queue.server.ts";
import type { Clock } from "#app/lib/clock.ts";
import type { ExpectedError } from "#app/lib/expected-error.ts";
import type { NemoAccount, NemoClient } from "#app/nemo/nemo-client.ts";
import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import type { NemoPace } from "#app/shops/nemo-pace.server.ts";
import type { KeptLimits } from "#app/videos/clean-kept-files.server.ts";
import type { VideoStatus, VideoStep } from "#app/videos/video-status.ts";
import type { VideoRooms } from "#app/videos/watch-video-room.server.ts";
import type { Sentence } from "#app/words/say.ts";
import type { PipelineWaits } from "./pipeline-waits.ts";

export interface PipelineLog {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

/** Calls NemoVideo with the shop's account; a refused anonymous token is got anew once (protocol §4.3). */
export type CallNemo = <T>(call: (account: NemoAccount) => Promise<T>) => Promise<T>;

export interface PipelineDeps {
  db: PrismaClient;
  jobs: JobQueue;
  nemo: NemoClient;
  nemoFor(shop: Shop, skillSource: string): CallNemo;
  shopifyFor(shop: string): Promise<ShopifyAdmin>;
  /** What is known of each shop's plan and its places. */
  rooms: VideoRooms;
  /** Fetches a product picture from Shopify's CDN. Throws ExpectedError `picture.*`. */
  fetchPicture(url: string, signal: AbortSignal): Promise<{ bytes: Uint8Array; mime: string }>;
  /** Where finished videos and merchants' own files are kept, for all processes. */
  keptFiles: KeptFiles;
  /** How long, and how much, finished videos are kept. */
  keptLimits: KeptLimits;
  clock: Clock;
  waits: PipelineWaits;
  /** How fast and how much the shop's NemoVideo account may be asked, over all processes. */
  pace: NemoPace;
  /** Videos of one shop that may be in progress at the same time. */
  perShop: number;
  /** Unique for this worker process; part of every lease. */
  workerId: string;
  log: PipelineLog;
  /** Told of every run that was committed, for those who count. */
  onStep?(ended: { step: string; move: string; code: string | undefined }): void;
}

export type VideoRow = Video & {
  shopRow: Shop;
  nemoSession: NemoSession | null;
  messages: Message[];
  renders: Render[];
  publication: Publication | null;
};

export interface StepContext {
  video: VideoRow;
  deps: PipelineDeps;
  nemo: NemoClient;
  callNemo: CallNemo;
  /** Aborted when the lease is lost, the video was canceled, or the worker stops. */
  signal: AbortSignal;
  /** Writes in the middle of the step, only while this run holds the lease. Throws LeaseLost otherwise. */
  remember(data: Prisma.VideoUpdateManyMutationInput): Promise<void>;
  /** Throws LeaseLost unless this run still holds the lease: asked right before a call that must not happen twice. */
  holdLease(): Promise<void>;
  /**
   * One transaction that holds the video's row: either this run still has the lease when `work` is committed, or nothing is written and
   * LeaseLost is thrown. A person's change comes wholly before it or wholly after it.
   */
  inLease<T>(work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T>;
}

export type StepResult =
  /** The step is done; `to` only where the way forks. `also` is written in the same transaction, after the shop's row was locked where the way ends. */
  | { move: "next"; to?: VideoStep; afterMs?: number; note?: Sentence | string; data?: Prisma.VideoUpdateManyMutationInput; also?: (tx: Prisma.TransactionClient) => Promise<void> }
  /** Look again later. */
  | { move: "again"; afterMs: number; note?: Sentence | string; data?: Prisma.VideoUpdateManyMutationInput }
  /** Nothing more happens by itself, but for looks at NemoVideo from `lateLookAt` on. */
  | { move: "rest"; status: VideoStatus; note?: Sentence | string; data?: Prisma.VideoUpdateManyMutationInput; problem?: ExpectedError; lateLookAt?: Date | null };

export type Step = (context: StepContext) => Promise<StepResult>;

/** This run no longer owns the video: somebody else moved it on, or it was canceled. Not an error of anybody's. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}

/** The session that this video is made in. A bug when it is missing: every step after open_session has one. */
export function requireNemoSession(video: VideoRow): NemoSession {
  if (!video.nemoSession) throw new Error(`video ${video.id} is in step ${video.step} without a NemoVideo session`);
  return video.nemoSession;
}
