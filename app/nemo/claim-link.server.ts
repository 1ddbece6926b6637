import { ExpectedError } from "#app/lib/expected-error.ts";
import type { NemoAccount } from "./nemo-client.ts";
import type { NemoConnection } from "./nemo-connection.ts";
import { readFields } from "./read-fields.ts";
import { callNemo } from "./request-nemo.server.ts";
import { claimData } from "./wire-schemas.ts";

/**
 * Protocol §12: a link that opens the project at NemoVideo for 7 days and gives no access to the API. Asked for once;
 * null when it cannot be had, because nothing depends on it.
 */
export async function claimLink(connection: NemoConnection, account: NemoAccount, o: { nemoSessionId: string; nemoTaskId: string | null; signal?: AbortSignal | undefined }): Promise<string | null> {
  if (o.nemoTaskId === null) return null;
  const body = JSON.stringify({ task_id: o.nemoTaskId, session_id: o.nemoSessionId });
  try {
    const answer = await callNemo(connection, { name: "claim-token", method: "POST", path: "/api/auth/claim-token", account, body, signal: o.signal });
    const token = readFields("claim-token", answer.body, claimData).claim_token;
    return /^[\w.~-]{1,500}$/.test(token) ? `${connection.webUrl}/workspace/claim?ct=${token}` : null;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    connection.log.warn({ call: "claim-token", code: error.code }, "no project link");
    return null;
  }
}
