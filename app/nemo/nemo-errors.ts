import { ExpectedError, type Charged } from "#app/lib/expected-error.ts";
import type { NemoAccount } from "./nemo-client.ts";

interface Row {
  merchant: string;
  retryable?: boolean;
  charged?: Charged;
}

const DOWN = "NemoVideo can't be reached or does not answer as it should. Shelfreel tries again by itself; if it goes on, try later.";
const OPERATOR = "Something is wrong in how Shelfreel talks to NemoVideo. Nothing was charged; please contact support with the time of this message.";

/** Every expected failure of the NemoVideo client: its stable code and the merchant's sentence with the next step. */
const rows = {
  "nemo.unreachable": { merchant: DOWN, retryable: true },
  "nemo.malformed": { merchant: DOWN, retryable: true },
  "nemo.redirected": { merchant: DOWN },
  "nemo.refused": { merchant: "NemoVideo refused the request. Try again; if it goes on, contact support." },
  "nemo.bad_request": { merchant: OPERATOR },
  "nemo.misconfigured": { merchant: OPERATOR },
  "nemo.busy": { merchant: "NemoVideo is busy. Shelfreel tries again by itself in a short while.", retryable: true },
  "nemo.token_refused": { merchant: "NemoVideo no longer accepts the saved connection. Reconnect NemoVideo in Settings." },
  "nemo.token_limit": { merchant: "NemoVideo gives no new free trial to this installation. Connect your own NemoVideo account in Settings." },
  "nemo.client_id": { merchant: DOWN },
  "nemo.session_not_found": { merchant: "NemoVideo no longer knows this project. Start the video again; what was made in the project may have been charged." },
  "nemo.no_credits": { merchant: "You are out of NemoVideo credits." },
  "nemo.plan": { merchant: "Your NemoVideo plan does not include this (export). It is not a matter of credits: upgrade the plan at NemoVideo, then export again, which costs nothing." },
  "nemo.file_type": { merchant: "NemoVideo does not accept one of these picture formats. Use JPG, PNG or WebP pictures." },
  "nemo.file_too_large": { merchant: "One of these pictures is too large for NemoVideo. Use a smaller one." },
  "nemo.cancelled": { merchant: "Cancelled before anything was sent to NemoVideo. Nothing was charged." },
  "nemo.message_unusable": { merchant: "This text can't be sent to NemoVideo: it is empty or longer than 8,000 characters. Change it and try again." },
  "nemo.render_duplicate_id": { merchant: "NemoVideo already knows this export. Shelfreel exports under a new name; exporting costs nothing.", retryable: true },
  "nemo.render_refused": { merchant: "NemoVideo could not begin the export. Export again; it costs nothing." },
  "nemo.download_failed": { merchant: "The video is finished at NemoVideo but could not be fetched. Fetch it again; it costs nothing.", retryable: true },
  "nemo.file_unusable": { merchant: "NemoVideo delivered a file without a picture track. Export again; exporting costs nothing." },
} satisfies Record<string, Row>;

export type NemoErrorCode = keyof typeof rows;

/**
 * Makes an ExpectedError of the NemoVideo tree. `detail` goes to the log: name the call, the status and the code, never
 * a server's text, a prompt or a token.
 */
export function nemoError(code: NemoErrorCode, detail: string, more: { retryAfterMs?: number | undefined; merchant?: string; charged?: Charged } = {}): ExpectedError {
  const row: Row = rows[code];
  return new ExpectedError({
    code,
    message: `${code}: ${detail}`,
    merchantMessage: more.merchant ?? row.merchant,
    charged: more.charged ?? row.charged ?? "no",
    retryable: row.retryable ?? false,
    ...(more.retryAfterMs === undefined ? {} : { retryAfterMs: more.retryAfterMs }),
  });
}

/** The sentence for code 2001 (protocol §3.3): where to get credits depends on whose account it is. */
export function creditsSentence(o: { account: NemoAccount | null; webUrl: string }): string {
  if (o.account?.kind !== "anonymous") return `You are out of NemoVideo credits; nothing was charged for this. Top up at ${o.webUrl} and start the video again.`;
  const bind = o.account.nemoUserId ? `?bind=${encodeURIComponent(o.account.nemoUserId)}` : "";
  return `The free NemoVideo credits are used up; nothing was charged for this. Register at ${o.webUrl}/register${bind} and start the video again.`;
}

/** For a 402 that also speaks of credits (protocol §3.3): both causes are named. */
export function planOrCreditsSentence(o: { webUrl: string }): string {
  return `NemoVideo refused this either because your plan does not include export or because the credits are used up. Look at your plan and your credits at ${o.webUrl}, then export again, which costs nothing.`;
}
