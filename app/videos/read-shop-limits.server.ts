import type { PrismaClient } from "@prisma/client";
import type { Clock } from "#app/lib/clock.ts";
import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import { readShopRow } from "#app/shops/read-shop-row.server.ts";
import type { Sentence } from "#app/words/say.ts";
import { countUploads } from "./count-uploads.server.ts";
import { describeLimits, type LimitFacts } from "./describe-limits.ts";
import { UPLOADS_A_WEEK, UPLOADS_AN_HOUR } from "./limits.ts";
import { isTrialPlan, slotsOfPlan } from "./plan-slots.ts";
import { couldBeFull, YOUNG_MS } from "./room-age.ts";
import type { VideoRooms } from "./watch-video-room.server.ts";

/** The facts, and what a merchant reads of them. */
export interface ShopLimits extends LimitFacts {
  /** Sentences that stop a video before anything is spent. */
  blockers: Sentence[];
  /** Sentences that the merchant should know before. */
  notices: Sentence[];
}

export interface LimitDeps {
  db: PrismaClient;
  clock: Clock;
  rooms: VideoRooms;
}

/** A verdict that stops a merchant is not left standing for long: places may have been made free. */
const BLOCKING_MAX_AGE_MS = 30_000;

/**
 * Platform §2.3 for one shop, before anything is spent. What Shopify said counts for an hour and for all processes,
 * and for ten minutes where others could have taken the last places since (room-age.ts);
 * what this app uploaded since is counted from our own rows. Never throws for what Shopify may say: then parts are null.
 */
export async function readShopLimits(deps: LimitDeps, o: { shop: string; admin: Pick<ShopifyAdmin, "readVideoRoom">; /** A video on its way that asks for itself. */ videoId?: string }): Promise<ShopLimits> {
  const { limits, mayBeFull, ageMs } = await readOnce(deps, o);
  const maxAgeMs = limits.blockers.length ? BLOCKING_MAX_AGE_MS : mayBeFull ? YOUNG_MS : null;
  // What was told so short a time ago would only be told again.
  if (maxAgeMs === null || (ageMs !== null && ageMs < maxAgeMs)) return limits;
  return (await readOnce(deps, { ...o, maxAgeMs })).limits;
}

async function readOnce({ db, clock, rooms }: LimitDeps, o: { shop: string; admin: Pick<ShopifyAdmin, "readVideoRoom">; videoId?: string; maxAgeMs?: number }): Promise<{ limits: ShopLimits; mayBeFull: boolean; ageMs: number | null }> {
  const now = clock.now();
  const [room, row] = await Promise.all([rooms.read(o), readShopRow(db, o.shop)]);
  const counted = await countUploads(db, { shop: o.shop, now, since: room?.at ?? now, but: o.videoId });
  const limit = room && slotsOfPlan(room.planName);
  const used = room?.hosted == null ? null : room.hosted + counted.takenSince;
  const paused = row?.uploadsPausedUntil && row.uploadsPausedUntil > now ? row : null;
  const facts = {
    planSlots: { limit, used, left: limit === null || used === null ? null : Math.max(0, limit - used - counted.onTheWay) },
    weekLeft: Math.max(0, UPLOADS_A_WEEK - counted.week),
    hourLeft: Math.max(0, UPLOADS_AN_HOUR - counted.hour),
    weekFreeAt: counted.weekFreeAt,
    hourFreeAt: counted.hourFreeAt,
    uploadsPausedUntil: paused?.uploadsPausedUntil ?? null,
    uploadsPausedWhy: paused?.uploadsPausedWhy ?? null,
    trialStore: room && isTrialPlan(room.planName),
  };
  const { left } = facts.planSlots;
  const ageMs = room && now.getTime() - room.at.getTime();
  const mayBeFull = ageMs !== null && left !== null && couldBeFull({ left, ageMs, uploadedSince: counted.madeSince });
  return { limits: { ...facts, ...describeLimits(facts, now) }, mayBeFull, ageMs };
}
