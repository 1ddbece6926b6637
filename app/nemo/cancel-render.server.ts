import { ExpectedError } from "#app/lib/expected-error.ts";
import type { NemoAccount } from "./nemo-client.ts";
import { pathSegment, type NemoConnection } from "./nemo-connection.ts";
import { requestNemo } from "./request-nemo.server.ts";

/** Protocol §10.4: asked once, any answer is fine. Never throws an expected error. */
export async function cancelRender(connection: NemoConnection, account: NemoAccount, o: { renderId: string; signal?: AbortSignal | undefined }): Promise<void> {
  try {
    await requestNemo(connection, { name: "render-cancel", method: "POST", path: `/api/render/proxy/lambda/${pathSegment(o.renderId)}/cancel`, account, signal: o.signal });
  } catch (error) {
    if (!(error instanceof ExpectedError) && !o.signal?.aborted) throw error;
    connection.log.info({ call: "render-cancel" }, "the cancel was not answered");
  }
}
