import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "#fakes/shopify/read-body.ts";
import type { ShopWorld } from "#fakes/shopify/shop-world.ts";
import type { AccessTokenRecord } from "#fakes/shopify/state/shop-state.ts";
import { findByRefreshToken, issueAccessToken, ONLINE_SECONDS, OFFLINE_SECONDS, REFRESH_SECONDS } from "./access-tokens.ts";
import { isSessionToken, USER_ID } from "./session-token.ts";

const EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
const KINDS: Record<string, "offline" | "online"> = {
  "urn:shopify:params:oauth:token-type:offline-access-token": "offline", "urn:shopify:params:oauth:token-type:online-access-token": "online",
};

/** POST /admin/oauth/access_token: token exchange and refresh (platform §6.2). Whatever is refused answers 400 with an OAuth error code. */
export async function answerTokenRequest(world: ShopWorld, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const form = readForm(req, (await readBody(req)).toString("utf8"));
  const send = (status: number, body: unknown) => void res.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
  const refuse = (error: string, description: string) => send(400, { error, error_description: description });
  if (form["client_id"] !== world.apiKey || form["client_secret"] !== world.apiSecret) return refuse("invalid_client", "The client credentials are not known.");

  if (form["grant_type"] === "refresh_token") {
    const old = findByRefreshToken(world, form["refresh_token"] ?? "");
    world.ledger.refreshes.push({ at: Date.now(), status: old ? 200 : 400 });
    if (!old) return refuse("invalid_grant", "The refresh token is not valid.");
    const token = issueAccessToken(world, { kind: "offline", expiring: true, replaces: old.accessToken });
    world.save();
    return send(200, describe(token));
  }
  if (form["grant_type"] !== EXCHANGE) return refuse("unsupported_grant_type", "The grant type is not supported.");
  const kind = KINDS[form["requested_token_type"] ?? ""];
  if (!kind || form["subject_token_type"] !== ID_TOKEN) return refuse("invalid_request", "The token types are not supported.");
  const valid = isSessionToken(world, form["subject_token"] ?? "");
  world.ledger.tokenExchanges.push({ at: Date.now(), kind, status: valid ? 200 : 400 });
  if (!valid) return refuse("invalid_subject_token", "The subject token is not valid.");
  const expiring = kind === "online" || form["expiring"] === "1";
  if (!expiring) world.ledger.violations.push("A non-expiring offline token was asked for; new public apps must use expiring ones (platform §5.3).");
  const token = issueAccessToken(world, { kind, expiring });
  world.save();
  send(200, describe(token));
}

function readForm(req: IncomingMessage, text: string): Record<string, string | undefined> {
  if (!req.headers["content-type"]?.includes("json")) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text) as Record<string, string | undefined>;
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function describe(token: AccessTokenRecord) {
  const scope = token.scopes.join(",");
  const base = { access_token: token.accessToken, scope };
  if (token.kind === "online") {
    return {
      ...base, expires_in: ONLINE_SECONDS, associated_user_scope: scope,
      associated_user: { id: USER_ID, first_name: "Stand", last_name: "In", email: "owner@stand-in.example", account_owner: true, locale: "en", collaborator: false, email_verified: true },
    };
  }
  return token.refreshToken ? { ...base, expires_in: OFFLINE_SECONDS, refresh_token: token.refreshToken, refresh_token_expires_in: REFRESH_SECONDS } : base;
}
