import { ExpectedError } from "#app/lib/expected-error.ts";
import type { NemoClient } from "#app/nemo/nemo-client.ts";
import { sentence, type Sentence } from "#app/words/say.ts";
import { readBalanceInTime, type ShownBalance } from "./read-balance-in-time.server.ts";

/** Longer texts are no tokens, in characters. */
const LONGEST = 512;

/** The token without the blanks of a paste. Throws ExpectedError `settings.token_form` for what cannot be one (protocol §2, §4.1). */
export function readNemoToken(pasted: string): string {
  const token = pasted.trim();
  if (!/^nmv_usr_[\x21-\x7e]+$/.test(token) || token.length > LONGEST) throw refused("form", sentence("shops.token_form"));
  return token;
}

/**
 * Looks at the balance with a token that is not stored yet. Throws ExpectedError `settings.token_refused`, `settings.token_scope`,
 * or `settings.token_unchecked` when NemoVideo gave no answer that says anything about the token.
 */
export async function checkNemoToken(nemo: Pick<NemoClient, "readCredits">, o: { nemoToken: string; skillSource: string; patienceMs: number }): Promise<ShownBalance> {
  try {
    return await readBalanceInTime(nemo, { kind: "own", nemoToken: o.nemoToken, skillSource: o.skillSource }, o.patienceMs);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    if (error.code === "nemo.token_refused") throw refused("refused", sentence("shops.token_refused"), error);
    if (error.code === "nemo.plan") throw refused("scope", sentence("shops.token_scope"), error);
    throw refused("unchecked", sentence("shops.token_unchecked"), error);
  }
}

const refused = (what: string, merchantMessage: Sentence, cause?: ExpectedError) =>
  new ExpectedError({ code: `settings.token_${what}`, message: `NemoVideo token not stored: ${cause?.code ?? what}`, merchantMessage, charged: "no", retryable: false, cause });
