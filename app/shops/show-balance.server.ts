import { ExpectedError } from "#app/lib/expected-error.ts";
import type { Clock } from "#app/lib/clock.ts";
import type { NemoAccount, NemoClient } from "#app/nemo/nemo-client.ts";

/** A page does not wait longer than this for NemoVideo, in ms. */
const PATIENCE_MS = 3_000;
/** Pages that look again within this time see the same figure, in ms: a balance is not worth a request every few seconds. */
const GOOD_FOR_MS = 15_000;

export interface ShownBalance {
  available: number | null;
  frozen: number | null;
}

/**
 * The balance as pages show it: a help, not a condition. Null when there is no account yet, when NemoVideo does not answer
 * in time or refuses. Never acquires a token.
 */
export function createShowBalance(deps: {
  nemo: Pick<NemoClient, "readCredits">;
  findAccount(shop: string, skillSource: string): Promise<NemoAccount | null>;
  clock: Clock;
  log: { info(fields: object, text: string): void };
}): (shop: string, skillSource: string) => Promise<ShownBalance | null> {
  const seen = new Map<string, { until: number; balance: ShownBalance | null }>();
  return async (shop, skillSource) => {
    const now = deps.clock.now().getTime();
    for (const [key, kept] of seen) if (kept.until <= now) seen.delete(key);
    const kept = seen.get(shop);
    if (kept) return kept.balance;
    const account = await deps.findAccount(shop, skillSource);
    if (!account) return null;
    const balance = await inTime(deps.nemo, account).catch((error: unknown) => {
      if (!(error instanceof ExpectedError) && (error as Error).name !== "TimeoutError") throw error;
      deps.log.info({ shop, reason: (error as Error).message }, "balance not shown");
      return null;
    });
    seen.set(shop, { until: now + GOOD_FOR_MS, balance });
    return balance;
  };
}

// The client tries again by itself for longer than a page should wait, whatever becomes of its signal.
async function inTime(nemo: Pick<NemoClient, "readCredits">, account: NemoAccount): Promise<ShownBalance> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const late = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
  const { available, frozen } = await Promise.race([nemo.readCredits(account, { signal }), late]);
  return { available, frozen };
}
