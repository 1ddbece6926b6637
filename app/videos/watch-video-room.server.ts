import type { PrismaClient } from "@prisma/client";
import { z } from "zod";
import type { Clock } from "#app/lib/clock.ts";
import { ExpectedError } from "#app/lib/expected-error.ts";
import type { ShopifyAdmin, VideoRoom } from "#app/shopify/shopify-admin.ts";
import { keptForMs } from "./room-age.ts";

/** What Shopify said and when. */
export interface SeenRoom extends VideoRoom {
  at: Date;
}

/** What is known of each shop's plan and its places. One per process: it keeps answers, and asks once for many who want to know. */
export interface VideoRooms {
  /**
   * What is known, at most `maxAgeMs` old (default: an hour, room-age.ts). Null when Shopify did not say within `patienceMs`
   * (default 3,000): the question goes on and its answer is there the next time. Never throws an ExpectedError.
   */
  read(o: { shop: string; admin: Pick<ShopifyAdmin, "readVideoRoom">; maxAgeMs?: number; patienceMs?: number }): Promise<SeenRoom | null>;
}

/** After an answer that could not be had, Shopify is left alone for a while. */
const AFTER_FAULT_MS = 60_000;
const PATIENCE_MS = 3_000;
const SHOPS = 5_000;

const keptRoom = z.object({ planName: z.string(), hosted: z.number().int().nullable(), at: z.coerce.date() });

/** With `db` the answers are kept in the shop's row, for all processes; without it in this one. */
export function watchVideoRoom({ clock, db }: { clock: Clock; db?: Pick<PrismaClient, "shop"> }): VideoRooms {
  const kept = new Map<string, { room: SeenRoom | null; atMs: number }>();
  const asking = new Map<string, Promise<SeenRoom | null>>();

  function keep(shop: string, room: SeenRoom | null, at: Date): SeenRoom | null {
    // The oldest entries go first: a map keeps the order of its keys.
    kept.delete(shop);
    kept.set(shop, { room, atMs: at.getTime() });
    for (const name of kept.keys()) if (kept.size > SHOPS) kept.delete(name);
    return room;
  }

  const isGood = (room: SeenRoom, maxAgeMs = Infinity): boolean => clock.now().getTime() - room.at.getTime() < Math.min(maxAgeMs, keptForMs(room));

  async function ask(shop: string, admin: Pick<ShopifyAdmin, "readVideoRoom">, maxAgeMs: number | undefined): Promise<SeenRoom | null> {
    const before = await keptInRow(shop);
    // Another process has asked.
    if (before && isGood(before, maxAgeMs)) return keep(shop, before, before.at);
    const at = clock.now();
    const room = await admin.readVideoRoom({ expected: before?.hosted ?? 0 }).catch((error: unknown) => {
      if (error instanceof ExpectedError) return null;
      throw error;
    });
    if (room) await db?.shop.updateMany({ where: { domain: shop }, data: { videoRoom: { ...room, at: at.toISOString() } } });
    return keep(shop, room && { ...room, at }, at);
  }

  async function keptInRow(shop: string): Promise<SeenRoom | null> {
    const row = await db?.shop.findUnique({ where: { domain: shop }, select: { videoRoom: true } });
    return keptRoom.nullable().catch(null).parse(row?.videoRoom ?? kept.get(shop)?.room ?? null);
  }

  return {
    async read({ shop, admin, maxAgeMs, patienceMs = PATIENCE_MS }) {
      const known = kept.get(shop);
      if (known?.room && isGood(known.room, maxAgeMs)) return known.room;
      if (known && !known.room && clock.now().getTime() - known.atMs < Math.min(maxAgeMs ?? Infinity, AFTER_FAULT_MS)) return null;
      const asked = asking.get(shop) ?? ask(shop, admin, maxAgeMs).finally(() => asking.delete(shop));
      asking.set(shop, asked);
      return inTime(asked, patienceMs);
    },
  };
}

function inTime<T>(answer: Promise<T>, ms: number): Promise<T | null> {
  // Whoever stopped waiting must not leave a rejection that nobody hears.
  answer.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
