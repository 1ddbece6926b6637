import type { NemoAccount, RenderStatus } from "./nemo-client.ts";
import { pathSegment, type NemoConnection } from "./nemo-connection.ts";
import { nemoError } from "./nemo-errors.ts";
import { readRenderStatus } from "./render-status.ts";
import { errorOf, requestNemo, type NemoCall } from "./request-nemo.server.ts";

/**
 * Protocol §10.3: one look, no repeats (the next tick is the repeat). `unknown_id` for 404. Throws ExpectedError:
 * retryable for passing faults (408, 429, 5xx, network, an answer that cannot be read), not for 400, 401, 402, 403.
 */
export async function pollRender(connection: NemoConnection, account: NemoAccount, o: { renderId: string; signal?: AbortSignal | undefined }): Promise<RenderStatus> {
  const call: NemoCall = { name: "render-status", method: "GET", path: `/api/render/proxy/lambda/${pathSegment(o.renderId)}`, account, signal: o.signal };
  const answer = await requestNemo(connection, call);
  if (answer.class === "not_found") return { status: "unknown_id", progress: null, url: null };
  const status = readRenderStatus(answer.body);
  if (answer.class === "ok") {
    if (!status) throw nemoError("nemo.malformed", "render-status: no status");
    return status;
  }
  // `success:false` beside a status that says "failed" is the render's failure, not the call's.
  if (answer.class === "refused" && status?.status === "failed") return status;
  if (answer.class === "refused") throw nemoError("nemo.malformed", `render-status answered ${answer.status} without a status`);
  throw errorOf(connection, call, answer);
}
