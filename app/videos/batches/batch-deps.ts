// What the functions of this folder get.
import type { PrismaClient } from "@prisma/client";
import type { Dispatcher } from "undici";
import type { JobQueue } from "#app/jobs/open-job-queue.server.ts";
import type { Clock } from "#app/lib/clock.ts";
import type { SendMail } from "#app/lib/send-mail.server.ts";
import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import type { VideoRooms } from "#app/videos/watch-video-room.server.ts";
import type { PipelineLog } from "#app/videos/pipeline/step-context.ts";

export interface BatchDeps {
  db: PrismaClient;
  jobs: JobQueue;
  clock: Clock;
  /** Videos of one shop that may be in progress at the same time. */
  perShop: number;
  /** The balance as pages show it; null when it is not known. */
  showBalance(shop: string, skillSource: string): Promise<{ available: number | null; frozen: number | null } | null>;
  rooms: VideoRooms;
  log: PipelineLog;
}

/** A worker's: it asks Shopify without a person. */
export interface BatchWorkerDeps extends BatchDeps {
  shopifyFor(shop: string): Promise<ShopifyAdmin>;
  /** For addresses that merchants give: public ones only, no redirect followed. */
  outsideDispatcher: Dispatcher;
  /** Null where the operator has not set up e-mail. */
  sendMail: SendMail | null;
  /** Where a merchant finds a page of the app. */
  adminLink(shop: string, path: string): string;
}
