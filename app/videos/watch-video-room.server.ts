import type { Clock } from "#app/lib/clock.ts";
import { ExpectedError } from "#app/lib/expected-error.ts";
import type { ShopifyAdmin, VideoRoom } from "#app/shopify/shopify-admin.ts";

/** What Shopify said and when. */
export interface SeenRoom extends VideoRoom {
  at: Date;
}

/** What is known of each shop's plan and its places. One per process: it keeps answers, and asks once for many who want to know. */
export interface VideoRooms {
  /**
   * What is known, at most `maxAgeMs` old (default ten minutes). Null when Shopify did not say within `patienceMs` (default 3,000): the
   * question goes on and its answer is there the next time. Never throws an ExpectedError.
   */
  read(o: { shop: string; admin: Pick<ShopifyAdmin, "readVideoRoom">; maxAgeMs?: number; patienceMs?: number }): Promise<SeenRoom | null>;
}

const KEPT_MS = 600_000;
/** After an answer that could not be had, Shopify is left alone for a while. */
const AFTER_FAULT_MS = 60_000;
const PATIENCE_MS = 3_000;
const SHOPS = 5_000;

export function watchVideoRoom({ clock }: { clock: Clock }): VideoRooms {
  const kept = new Map<string, { room: SeenRoom | null; atMs: number }>();
  const asking = new Map<string, Promise<SeenRoom | null>>();

  async function ask(shop: string, admin: Pick<ShopifyAdmin, "readVideoRoom">): Promise<SeenRoom | null> {
    const at = clock.now();
    const room = await admin.readVideoRoom({}).catch((error: unknown) => {
      if (error instanceof ExpectedError) return null;
      throw error;
    });
    // The oldest entries go first: a map keeps the order of its keys.
    kept.delete(shop);
    kept.set(shop, { room: room && { ...room, at }, atMs: at.getTime() });
    for (const name of kept.keys()) if (kept.size > SHOPS) kept.delete(name);
    return room && { ...room, at };
  }

  return {
    async read({ shop, admin, maxAgeMs = KEPT_MS, patienceMs = PATIENCE_MS }) {
      const known = kept.get(shop);
      const age = known ? clock.now().getTime() - known.atMs : Infinity;
      if (known && age < (known.room ? maxAgeMs : Math.min(maxAgeMs, AFTER_FAULT_MS))) return known.room;
      const asked = asking.get(shop) ?? ask(shop, admin).finally(() => asking.delete(shop));
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
