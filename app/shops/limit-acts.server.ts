import type { PrismaClient } from "@prisma/client";
import { RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence } from "#app/words/say.ts";

/** spend: may cost credits. ask: asks NemoVideo something on a person's click. */
export type ActKind = "spend" | "ask";

/** More than a person can click; a program that runs wild is stopped before NemoVideo and the merchant's credits feel it. */
const MOST_A_MINUTE: Record<ActKind, number> = { spend: 60, ask: 60 };
const MINUTE_SECONDS = 60;

/** Counts one act of the shop. Throws ExpectedError `shop.too_many_acts`; then nothing was begun. */
export type CountAct = (kind: ActKind, shop: string) => Promise<void>;

/** Counts in the database, so that the limit holds over all processes. */
export function createCountAct(deps: { db: PrismaClient; most?: Record<ActKind, number> }): CountAct {
  const most = deps.most ?? MOST_A_MINUTE;
  const limiterOf = (kind: ActKind) => new RateLimiterPrisma({ storeClient: deps.db, tableName: "actCount", keyPrefix: kind, points: most[kind], duration: MINUTE_SECONDS, clearExpiredByTimeout: false });
  const limiters: Record<ActKind, RateLimiterPrisma> = { spend: limiterOf("spend"), ask: limiterOf("ask") };
  return async (kind, shop) => {
    try {
      await limiters[kind].consume(shop);
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) throw tooMany(kind, most[kind], refusal.msBeforeNext);
      throw refusal;
    }
  };
}

/** The service with the named functions counted before they run. Every one of them takes the shop. */
export function limitActs<Service extends object>(service: Service, countAct: CountAct, kinds: Partial<Record<keyof Service, ActKind>>): Service {
  const limited: Service = { ...service };
  for (const [name, kind] of Object.entries(kinds) as [keyof Service, ActKind][]) {
    const run = service[name] as (o: { shop: string }) => Promise<unknown>;
    limited[name] = (async (o: { shop: string }) => {
      await countAct(kind, o.shop);
      return run(o);
    }) as Service[keyof Service];
  }
  return limited;
}

const tooMany = (kind: ActKind, most: number, retryAfterMs: number) =>
  new ExpectedError({
    code: "shop.too_many_acts", message: `more than ${most} of ${kind} in a minute`, charged: "no", retryable: true, retryAfterMs,
    merchantMessage: sentence("shops.too_many_acts", { most }),
  });
