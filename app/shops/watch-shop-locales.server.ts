import { Prisma, type PrismaClient } from "@prisma/client";
import type { Clock } from "#app/lib/clock.ts";
import { ExpectedError } from "#app/lib/expected-error.ts";
import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";

/** Keeps what Shopify says of each shop's languages in the shop's row, for `videoLanguage`. */
export interface ShopLocales {
  /**
   * Asks Shopify when nothing younger than a day is kept, and comes back when that is kept or after `patienceMs` (default 1,500): the question
   * goes on then, and its answer is there the next time. A shop that has not granted read_locales is kept as null, until it grants something
   * anew. Never throws an ExpectedError: without an answer everything stays as it was.
   */
  look(o: { shop: string; admin: Pick<ShopifyAdmin, "listLanguages">; patienceMs?: number }): Promise<void>;
  /** What the shop permits has changed: the next look asks again. */
  forget(o: { shop: string }): Promise<void>;
}

const KEPT_MS = 24 * 3_600_000;
/** After an answer that could not be had, Shopify is left alone for a while. */
const AFTER_FAULT_MS = 60_000;
const PATIENCE_MS = 1_500;

/** One per process: it asks once for many who want to know. The shop's row must be there already. */
export function watchShopLocales({ db, clock }: { db: PrismaClient; clock: Clock }): ShopLocales {
  const asking = new Map<string, Promise<void>>();
  const faultUntil = new Map<string, number>();

  async function ask(shop: string, admin: Pick<ShopifyAdmin, "listLanguages">): Promise<void> {
    const now = clock.now();
    for (const [other, untilMs] of faultUntil) if (untilMs <= now.getTime()) faultUntil.delete(other);
    if (faultUntil.has(shop)) return;
    const row = await db.shop.findUnique({ where: { domain: shop }, select: { localesReadAt: true } });
    if (!row || (row.localesReadAt && now.getTime() - row.localesReadAt.getTime() < KEPT_MS)) return;
    try {
      const locales = await admin.listLanguages();
      await db.shop.updateMany({ where: { domain: shop }, data: { locales: locales ? locales.map((one) => ({ ...one })) : Prisma.DbNull, localesReadAt: now } });
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      faultUntil.set(shop, now.getTime() + AFTER_FAULT_MS);
    }
  }

  return {
    async look({ shop, admin, patienceMs = PATIENCE_MS }) {
      const asked = asking.get(shop) ?? ask(shop, admin).finally(() => asking.delete(shop));
      asking.set(shop, asked);
      await inTime(asked, patienceMs);
    },
    async forget({ shop }) {
      await db.shop.updateMany({ where: { domain: shop }, data: { localesReadAt: null } });
    },
  };
}

function inTime(answer: Promise<void>, ms: number): Promise<void> {
  // Whoever stopped waiting must not leave a rejection that nobody hears.
  answer.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
