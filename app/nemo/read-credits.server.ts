import type { NemoAccount, NemoCredits } from "./nemo-client.ts";
import type { NemoConnection } from "./nemo-connection.ts";
import { readFields } from "./read-fields.ts";
import { repeatCall } from "./repeat-call.ts";
import { callNemo } from "./request-nemo.server.ts";
import { creditsData } from "./wire-schemas.ts";

/** Protocol §9. A number that cannot be read is null: that must not block anybody. Throws ExpectedError. */
export async function readCredits(connection: NemoConnection, account: NemoAccount, o: { signal?: AbortSignal | undefined } = {}): Promise<NemoCredits> {
  const ask = () => callNemo(connection, { name: "credits", method: "GET", path: "/api/credits/balance/simple", account, signal: o.signal });
  const answer = await repeatCall(connection, { lost: connection.waits.readRetries, busyOnce: true }, o.signal, ask);
  const data = readFields("credits", answer.body, creditsData);
  return { available: data.available, frozen: data.frozen, total: data.total ?? data.total_granted };
}
