import { ExpectedError } from "#app/lib/expected-error.ts";
import { headerValue, isToken, type NemoConnection } from "./nemo-connection.ts";
import { nemoError } from "./nemo-errors.ts";
import { readFields } from "./read-fields.ts";
import { repeatCall } from "./repeat-call.ts";
import { callNemo } from "./request-nemo.server.ts";
import { tokenData } from "./wire-schemas.ts";

/**
 * Protocol §4.1. `clientId` (at most 64 characters) names the installation for good: asking again with the same one is
 * how a token is renewed. Throws ExpectedError `nemo.token_limit` (still 429 after one wait), `nemo.client_id` (400),
 * `nemo.malformed`, `nemo.unreachable`.
 */
export async function acquireAnonymousToken(connection: NemoConnection, o: { clientId: string; signal?: AbortSignal | undefined }) {
  if (o.clientId.length > 64) throw nemoError("nemo.misconfigured", "the client id is longer than 64 characters");
  const headers = { "x-client-id": headerValue("X-Client-Id", o.clientId) };
  const ask = () => callNemo(connection, { name: "anonymous-token", method: "POST", path: "/api/auth/anonymous-token", account: null, headers, signal: o.signal });
  // There is no account yet whose pace could be kept: the one wait is here, whoever asks (protocol §3.3).
  const answer = await repeatCall(connection, { lost: [connection.waits.tokenRetry], busyOnce: "always" }, o.signal, ask).catch((error: unknown) => {
    if (error instanceof ExpectedError && error.code === "nemo.busy") throw nemoError("nemo.token_limit", "anonymous-token answered 429 twice");
    if (error instanceof ExpectedError && error.code === "nemo.bad_request") throw nemoError("nemo.client_id", "anonymous-token refused the client id");
    throw error;
  });
  const data = readFields("anonymous-token", answer.body, tokenData);
  if (!data.token.startsWith("nmv_usr_") || !isToken(data.token)) throw nemoError("nemo.malformed", "anonymous-token: the token is not one");
  return { nemoToken: data.token, nemoUserId: data.user_id ?? null, credits: data.credits };
}
