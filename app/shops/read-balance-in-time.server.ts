import { ExpectedError } from "#app/lib/expected-error.ts";
import type { NemoAccount, NemoClient } from "#app/nemo/nemo-client.ts";
import { sentence } from "#app/words/say.ts";

/** Credits that can be spent, and credits held back for running work (protocol §9); null what NemoVideo did not tell. */
export interface ShownBalance {
  available: number | null;
  frozen: number | null;
}

/**
 * The balance within `patienceMs`. Throws ExpectedError: `nemo.slow` when it does not come in time, else what the client throws.
 * The client tries again by itself for longer than a page should wait, whatever becomes of its signal.
 */
export async function readBalanceInTime(nemo: Pick<NemoClient, "readCredits">, account: NemoAccount, patienceMs: number): Promise<ShownBalance> {
  const signal = AbortSignal.timeout(patienceMs);
  const late = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(slow(patienceMs)), { once: true }));
  const asked = nemo.readCredits(account, { signal });
  // When time is up nobody waits for this any more; what becomes of it is no news.
  asked.catch(() => undefined);
  try {
    const { available, frozen } = await Promise.race([asked, late]);
    return { available, frozen };
  } catch (error) {
    throw (error as Error).name === "TimeoutError" ? slow(patienceMs) : error;
  }
}

const slow = (patienceMs: number) =>
  new ExpectedError({ code: "nemo.slow", message: `no balance within ${patienceMs} ms`, charged: "no", retryable: true, merchantMessage: sentence("shops.balance_slow") });
