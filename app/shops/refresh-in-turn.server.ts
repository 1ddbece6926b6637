import type { PrismaClient } from "@prisma/client";
import type { Clock } from "#app/lib/clock.ts";
import { accessLost } from "#app/shopify/shopify-errors.ts";

/** The library renews a token five minutes before its end; a turn is taken a little earlier, so that it never renews outside of one. */
const BEFORE_END_MS = 6 * 60_000;
/** A token without a stated end is renewed by our own clock (platform §6.2: they last an hour, and the library would never renew it). */
const ASSUMED_LIFE_MS = 55 * 60_000;
/** After a refusal Shopify is left alone for a while, unless the stored token has changed: somebody has opened the app. */
const AFTER_REFUSAL_MS = 60_000;
/** Renewals of this process at the same time. Each holds a connection to the database while it needs another one. */
const AT_ONCE = 3;

export interface RefreshInTurnDeps {
  db: PrismaClient;
  clock: Clock;
}

/** Runs `open` (the library's opening of a shop, which may renew the stored offline token); where a renewal is due, one after the other. */
export type RefreshInTurn = <T>(shop: string, open: () => Promise<T>) => Promise<T>;

/**
 * One renewal at a time per shop over all processes: a lock of the database is held around it, and the library reads the stored session again
 * inside, so whoever comes second finds the new token (platform §6.2). Throws what `open` throws, and `shopify.access_lost` (retryable) when
 * the turn did not come within twenty seconds.
 */
export function createRefreshInTurn({ db, clock }: RefreshInTurnDeps): RefreshInTurn {
  const refused = new Map<string, { accessToken: string; thrown: unknown; untilMs: number }>();
  const enter = limitAtOnce(AT_ONCE);

  return async (shop, open) => {
    const stored = await db.session.findFirst({ where: { id: `offline_${shop}`, shop }, select: { accessToken: true, refreshToken: true, expires: true } });
    if (!stored?.refreshToken) return open();
    const now = clock.now().getTime();
    if (!stored.expires) await db.session.updateMany({ where: { id: `offline_${shop}`, shop, expires: null }, data: { expires: new Date(now + ASSUMED_LIFE_MS) } });
    if (!stored.expires || stored.expires.getTime() - now > BEFORE_END_MS) return open();
    const before = refused.get(shop);
    if (before && before.accessToken === stored.accessToken && before.untilMs > now) throw before.thrown;
    refused.delete(shop);
    try {
      return await enter(() => underLock(db, shop, open));
    } catch (thrown) {
      // A Response is how the library says that Shopify did not renew the token.
      if (thrown instanceof Response) refused.set(shop, { accessToken: stored.accessToken, thrown, untilMs: now + AFTER_REFUSAL_MS });
      throw thrown;
    }
  };
}

async function underLock<T>(db: PrismaClient, shop: string, open: () => Promise<T>): Promise<T> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT set_config('lock_timeout', '20s', true)`;
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`offline-token:${shop}`}, 0))`.catch((error: unknown) => {
        if (error instanceof Error && /55P03|lock timeout/.test(error.message)) throw accessLost({ message: "another process has been renewing the offline token for too long", retryable: true, cause: error });
        throw error;
      });
      return open();
    },
    { maxWait: 10_000, timeout: 60_000 },
  );
}

/** Lets `most` run at a time; the others wait in line. */
function limitAtOnce(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const line: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => line.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place goes on to the next in line without coming free in between.
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
