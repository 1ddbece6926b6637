import { ExpectedError } from "#app/lib/expected-error.ts";
import type { Clock } from "#app/lib/clock.ts";
import type { NemoAccount, NemoClient } from "#app/nemo/nemo-client.ts";
import { readBalanceInTime, type ShownBalance } from "./read-balance-in-time.server.ts";

/** A page does not wait longer than this for NemoVideo, in ms. */
const PATIENCE_MS = 3_000;
/** Pages that look again within this time see the same figure, in ms: a balance is not worth a request every few seconds. */
const GOOD_FOR_MS = 15_000;

/**
 * The balance as pages show it: a help, not a condition. Null when there is no account yet, when its token cannot be read, when
 * NemoVideo does not answer in time or refuses. Never acquires a token. Another account is never shown the figure of the last one.
 */
export function createShowBalance(deps: {
  nemo: Pick<NemoClient, "readCredits">;
  findAccount(shop: string, skillSource: string): Promise<NemoAccount | null>;
  clock: Clock;
  log: { info(fields: object, text: string): void };
}): (shop: string, skillSource: string) => Promise<ShownBalance | null> {
  const seen = new Map<string, { until: number; nemoToken: string; balance: ShownBalance | null }>();
  const orNull = (shop: string) => (error: unknown) => {
    if (!(error instanceof ExpectedError)) throw error;
    deps.log.info({ shop, reason: error.message }, "balance not shown");
    return null;
  };
  return async (shop, skillSource) => {
    const now = deps.clock.now().getTime();
    for (const [key, kept] of seen) if (kept.until <= now) seen.delete(key);
    const account = await deps.findAccount(shop, skillSource).catch(orNull(shop));
    if (!account) return null;
    const kept = seen.get(shop);
    if (kept?.nemoToken === account.nemoToken) return kept.balance;
    const balance = await readBalanceInTime(deps.nemo, account, PATIENCE_MS).catch(orNull(shop));
    seen.set(shop, { until: now + GOOD_FOR_MS, nemoToken: account.nemoToken, balance });
    return balance;
  };
}
