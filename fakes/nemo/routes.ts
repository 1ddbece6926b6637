import { authenticate, sentToken, tokenId } from "./accounts/authenticate.ts";
import { readBalance } from "./accounts/credits.ts";
import { issueAnonymousToken } from "./accounts/issue-anonymous-token.ts";
import { issueClaimToken } from "./accounts/issue-claim-token.ts";
import { runSse } from "./chat/run-sse.ts";
import type { Exchange } from "./http/exchange.ts";
import type { Reply } from "./http/reply.ts";
import { cancelRender, downloadRender, readRender } from "./renders/read-render.ts";
import { submitRender } from "./renders/submit-render.ts";
import type { Operation } from "./scenarios/scenario.ts";
import { createSession } from "./sessions/create-session.ts";
import { readState } from "./sessions/read-state.ts";
import type { TokenRecord } from "./store/records.ts";
import { receiveUpload } from "./uploads/receive-upload.ts";
import type { World } from "./world.ts";

export interface Route {
  method: "GET" | "POST";
  /** Groups become the exchange's params. */
  path: RegExp;
  operation: Operation;
  /** upload: a multipart body is left unread for the handler. */
  body: "none" | "json" | "upload";
  handle(world: World, exchange: Exchange): Reply | Promise<Reply>;
}

type Handler = (world: World, exchange: Exchange, token: TokenRecord) => Reply | Promise<Reply>;

const signedIn = (handler: Handler): Route["handle"] => (world, exchange) => handler(world, exchange, authenticate(world, exchange));

/** All that the service offers (protocol §4 to §12). */
export const ROUTES: Route[] = [
  { method: "POST", path: /^\/api\/auth\/anonymous-token$/, operation: "token", body: "none", handle: issueAnonymousToken },
  { method: "POST", path: /^\/api\/auth\/claim-token$/, operation: "claim", body: "json", handle: signedIn(issueClaimToken) },
  { method: "POST", path: /^\/api\/tasks\/me\/with-session\/nemo_agent$/, operation: "session", body: "json", handle: signedIn(createSession) },
  { method: "POST", path: /^\/api\/upload-video\/nemo_agent\/me\/([^/]+)$/, operation: "upload", body: "upload", handle: signedIn(receiveUpload) },
  { method: "POST", path: /^\/run_sse$/, operation: "chat", body: "json", handle: signedIn(runSse) },
  { method: "GET", path: /^\/api\/state\/nemo_agent\/me\/([^/]+)\/latest$/, operation: "state", body: "none", handle: signedIn((world, exchange, token) => readState(world, exchange.params[0] ?? "", token, exchange.fault?.state)) },
  { method: "GET", path: /^\/api\/credits\/balance\/simple$/, operation: "credits", body: "none", handle: signedIn((world, _exchange, token) => readBalance(world, token)) },
  { method: "POST", path: /^\/api\/render\/proxy\/lambda$/, operation: "render", body: "json", handle: signedIn(submitRender) },
  { method: "GET", path: /^\/api\/render\/proxy\/lambda\/([^/]+)$/, operation: "render-status", body: "none", handle: signedIn(readRender) },
  { method: "POST", path: /^\/api\/render\/proxy\/lambda\/([^/]+)\/cancel$/, operation: "render-cancel", body: "none", handle: signedIn(cancelRender) },
  { method: "GET", path: /^\/api\/render\/proxy\/([^/]+)\/download$/, operation: "download", body: "none", handle: signedIn(downloadRender) },
];

/** The session a request is about, as far as path or body tell. */
export function sessionOf(exchange: Exchange, route: Route): string | undefined {
  if (route.operation === "upload" || route.operation === "state") return exchange.params[0];
  return /"session_?[iI]d"\s*:\s*"([^"]*)"/.exec(exchange.body)?.[1];
}

/** The record of the token that was sent, good or not. */
export function tokenRecordOf(world: World, exchange: Exchange): TokenRecord | undefined {
  const nemoToken = sentToken(exchange);
  return nemoToken ? world.store.tokens.get(tokenId(nemoToken)) : undefined;
}
