import type { Dispatcher } from "undici";
import type { Clock } from "#app/lib/clock.ts";
import { acquireAnonymousToken } from "./acquire-token.server.ts";
import { cancelRender } from "./cancel-render.server.ts";
import { claimLink } from "./claim-link.server.ts";
import { downloadRender } from "./download-render.server.ts";
import type { NemoClient } from "./nemo-client.ts";
import { checkBaseUrl, headerValue, type NemoConnection, type NemoLog } from "./nemo-connection.ts";
import type { NemoWaits } from "./nemo-waits.ts";
import { openSession } from "./open-session.server.ts";
import { pollRender } from "./poll-render.server.ts";
import { readCredits } from "./read-credits.server.ts";
import { readState } from "./read-state.server.ts";
import { say } from "./run-sse.server.ts";
import { submitRender } from "./submit-render.server.ts";
import { uploadFile } from "./upload-file.server.ts";
import { uploadPictures, uploadUrls } from "./upload-pictures.server.ts";

export interface NemoClientOptions {
  /** https, or http on loopback. */
  apiUrl: string;
  webUrl: string;
  /** `X-Skill-Version` and `X-Skill-Platform` (protocol §2). */
  version: string;
  platform: string;
  /** For calls to the API. */
  dispatcher: Dispatcher;
  /** For addresses that NemoVideo names: must refuse what is not public (`createGuardedDispatcher`). */
  downloadDispatcher: Dispatcher;
  clock: Clock;
  waits: NemoWaits;
  log: NemoLog;
  /** Sends `role: "user"` with a chat message (protocol §7.1). Off by default. */
  addRole?: boolean;
  /** A call waits once for the end of a 429 by itself. On by default; off where the waiting is kept elsewhere. */
  waitsWhenBusy?: boolean;
}

/** The NemoVideo client over HTTP. Throws Error when an address or a header value cannot be used. */
export function createNemoClient(o: NemoClientOptions): NemoClient {
  headerValue("X-Skill-Version", o.version);
  headerValue("X-Skill-Platform", o.platform);
  const connection: NemoConnection = { ...o, apiUrl: checkBaseUrl(o.apiUrl), webUrl: checkBaseUrl(o.webUrl), addRole: o.addRole ?? false, waitsWhenBusy: o.waitsWhenBusy ?? true };
  return {
    acquireAnonymousToken: (request) => acquireAnonymousToken(connection, request),
    openSession: (account, request) => openSession(connection, account, request),
    uploadPictures: (account, request) => uploadPictures(connection, account, request),
    uploadFile: (account, request) => uploadFile(connection, account, request),
    uploadUrls: (account, request) => uploadUrls(connection, account, request),
    say: (account, request) => say(connection, account, request),
    readState: (account, request) => readState(connection, account, request),
    readCredits: (account, request) => readCredits(connection, account, request),
    submitRender: (account, request) => submitRender(connection, account, request),
    pollRender: (account, request) => pollRender(connection, account, request),
    cancelRender: (account, request) => cancelRender(connection, account, request),
    download: (account, request) => downloadRender(connection, account, request),
    claimLink: (account, request) => claimLink(connection, account, request),
  };
}
