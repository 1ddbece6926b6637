import { ExpectedError } from "#app/lib/expected-error.ts";
import type { NemoAccount } from "./nemo-client.ts";
import type { NemoConnection } from "./nemo-connection.ts";
import { nemoError } from "./nemo-errors.ts";
import { readRenderId, readRenderStatus } from "./render-status.ts";
import { repeatCall } from "./repeat-call.ts";
import { errorOf, requestNemo, type NemoCall } from "./request-nemo.server.ts";

/**
 * Protocol §10.1. The draft goes back byte for byte. 429 is repeated once with the same id. Throws ExpectedError:
 * `nemo.render_duplicate_id` (take a new id), `nemo.plan` (402, 403: stop), `nemo.render_refused` (a new id, once),
 * `nemo.unreachable` (no answer that can be read: poll our id before anything else).
 */
export async function submitRender(
  connection: NemoConnection,
  account: NemoAccount,
  o: { renderId: string; nemoSessionId: string; draftJson: string; signal?: AbortSignal | undefined },
): Promise<{ pollId: string }> {
  const body = `{"id":${JSON.stringify(o.renderId)},"sessionId":${JSON.stringify(o.nemoSessionId)},"draft":${o.draftJson},"output":{"format":"mp4","quality":"high"}}`;
  const call: NemoCall = { name: "render", method: "POST", path: "/api/render/proxy/lambda", account, body, signal: o.signal };
  return await repeatCall(connection, { lost: [], busyOnce: true }, o.signal, async () => {
    const answer = await requestNemo(connection, call).catch((error: unknown) => {
      throw error instanceof ExpectedError && error.code === "nemo.malformed" ? nemoError("nemo.unreachable", error.message) : error;
    });
    if (answer.class === "ok") {
      if (readRenderStatus(answer.body)?.status === "failed") throw nemoError("nemo.render_refused", "render was answered with status failed");
      return { pollId: readRenderId(answer.body) ?? o.renderId };
    }
    connection.log.warn({ call: call.name, status: answer.status, code: answer.code, class: answer.class }, "NemoVideo did not take a render");
    if (answer.class === "duplicate") throw nemoError("nemo.render_duplicate_id", `render answered ${answer.status}`);
    if (answer.class === "refused" || answer.class === "not_found") throw nemoError("nemo.render_refused", `render answered ${answer.status}`);
    if (answer.class === "malformed") throw nemoError("nemo.unreachable", `render answered ${answer.status} without JSON`);
    throw errorOf(connection, call, answer);
  });
}
