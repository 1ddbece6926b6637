import type { NemoAccount } from "./nemo-client.ts";
import { isUsableId, type NemoConnection } from "./nemo-connection.ts";
import { nemoError } from "./nemo-errors.ts";
import { readFields } from "./read-fields.ts";
import { repeatCall } from "./repeat-call.ts";
import { callNemo } from "./request-nemo.server.ts";
import { sessionData } from "./wire-schemas.ts";

/** Protocol §5. A lost answer is repeated once: the stray session costs nothing. Throws ExpectedError. */
export async function openSession(connection: NemoConnection, account: NemoAccount, o: { taskName: string; language: string; signal?: AbortSignal | undefined }) {
  const body = JSON.stringify({ task_name: o.taskName, language: o.language });
  const ask = () => callNemo(connection, { name: "session", method: "POST", path: "/api/tasks/me/with-session/nemo_agent", account, body, signal: o.signal });
  const answer = await repeatCall(connection, { lost: [connection.waits.createRetry], busyOnce: true }, o.signal, ask);
  const data = readFields("session", answer.body, sessionData);
  if (!isUsableId(data.session_id)) throw nemoError("nemo.malformed", "session: the session id is not usable");
  const taskId = data.task_id ?? null;
  return { nemoSessionId: data.session_id, nemoTaskId: taskId !== null && isUsableId(taskId) ? taskId : null };
}
