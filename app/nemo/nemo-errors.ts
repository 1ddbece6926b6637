import { ExpectedError, type Charged } from "#app/lib/expected-error.ts";
import { sentence, type Sentence, type WordId } from "#app/words/say.ts";
import type { NemoAccount } from "./nemo-client.ts";

interface Row {
  merchant: WordId;
  retryable?: boolean;
  charged?: Charged;
}

/** Every expected failure of the NemoVideo client: its stable code and the merchant's sentence with the next step. */
const rows = {
  "nemo.unreachable": { merchant: "nemo.down", retryable: true },
  "nemo.malformed": { merchant: "nemo.down", retryable: true },
  "nemo.redirected": { merchant: "nemo.down" },
  "nemo.refused": { merchant: "nemo.refused" },
  "nemo.bad_request": { merchant: "nemo.operator" },
  "nemo.misconfigured": { merchant: "nemo.operator" },
  "nemo.busy": { merchant: "nemo.busy", retryable: true },
  "nemo.token_refused": { merchant: "nemo.token_refused" },
  "nemo.token_limit": { merchant: "nemo.token_limit" },
  "nemo.client_id": { merchant: "nemo.down" },
  "nemo.session_not_found": { merchant: "nemo.session_not_found" },
  "nemo.no_credits": { merchant: "nemo.no_credits" },
  "nemo.plan": { merchant: "nemo.plan" },
  "nemo.file_type": { merchant: "nemo.file_type" },
  "nemo.file_too_large": { merchant: "nemo.file_too_large" },
  "nemo.cancelled": { merchant: "nemo.cancelled" },
  "nemo.message_unusable": { merchant: "nemo.message_unusable" },
  "nemo.render_duplicate_id": { merchant: "nemo.render_duplicate_id", retryable: true },
  "nemo.render_refused": { merchant: "nemo.render_refused" },
  "nemo.download_failed": { merchant: "nemo.download_failed", retryable: true },
  "nemo.file_unusable": { merchant: "nemo.file_unusable" },
} satisfies Record<string, Row>;

export type NemoErrorCode = keyof typeof rows;

/**
 * Makes an ExpectedError of the NemoVideo tree. `detail` goes to the log: name the call, the status and the code, never
 * a server's text, a prompt or a token.
 */
export function nemoError(code: NemoErrorCode, detail: string, more: { retryAfterMs?: number | undefined; merchant?: Sentence; charged?: Charged } = {}): ExpectedError {
  const row: Row = rows[code];
  return new ExpectedError({
    code,
    message: `${code}: ${detail}`,
    merchantMessage: more.merchant ?? sentence(row.merchant),
    charged: more.charged ?? row.charged ?? "no",
    retryable: row.retryable ?? false,
    ...(more.retryAfterMs === undefined ? {} : { retryAfterMs: more.retryAfterMs }),
  });
}

/** The sentence for code 2001 (protocol §3.3): where to get credits depends on whose account it is. */
export function creditsSentence(o: { account: NemoAccount | null; webUrl: string }): Sentence {
  if (o.account?.kind !== "anonymous") return sentence("nemo.no_credits_top_up", { address: o.webUrl });
  const bind = o.account.nemoUserId ? `?bind=${encodeURIComponent(o.account.nemoUserId)}` : "";
  return sentence("nemo.no_credits_trial", { address: `${o.webUrl}/register${bind}` });
}

/** For a 402 that also speaks of credits (protocol §3.3): both causes are named. */
export const planOrCreditsSentence = (o: { webUrl: string }): Sentence => sentence("nemo.plan_or_credits", { address: o.webUrl });
