import { randomBytes } from "node:crypto";
import type { Exchange } from "#fakes/nemo/http/exchange.ts";
import { fine, refuse, type Reply } from "#fakes/nemo/http/reply.ts";
import { makeNemoToken } from "#fakes/nemo/store/make-ids.ts";
import type { TokenRecord } from "#fakes/nemo/store/records.ts";
import type { World } from "#fakes/nemo/world.ts";
import { isGood, tokenId } from "./authenticate.ts";
import { openAccount } from "./credits.ts";

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const LONGEST_CLIENT_ID = 64;

/** POST /api/auth/anonymous-token (protocol §4.1, §4.2): one token per client id and week, a handful per address and week. */
export function issueAnonymousToken(world: World, exchange: Exchange): Reply {
  const clientId = String(exchange.req.headers["x-client-id"] ?? "").trim();
  if (!clientId) throw refuse(400);
  if (clientId.length > LONGEST_CLIENT_ID) throw refuse(400, `X-Client-Id must not be longer than ${LONGEST_CLIENT_ID} characters`);
  const ip = exchange.req.socket.remoteAddress ?? "unknown";
  const now = world.clock.now();
  const recent = world.store.tokens.values().filter((token) => token.clientId !== null && token.issuedAt > now - WEEK_MS);
  // A token that has run out frees its client id; one that was revoked does not: its week is not over.
  const holds = (token: TokenRecord): boolean => token.clientId === clientId && (isGood(world, token) || token.state === "revoked");
  if (recent.some(holds)) throw refuse(429, "A token was already issued to this client");
  if (recent.filter((token) => token.ip === ip).length >= world.settings.anonymousTokensPerIp) throw refuse(429, "Too many tokens for this address");

  const nemoToken = makeNemoToken();
  const account = openAccount(world, `anon_${randomBytes(6).toString("hex")}`, "anonymous", world.anonymousCredits);
  const expiresAt = now + WEEK_MS;
  const id = tokenId(nemoToken);
  world.store.tokens.put(id, { id, nemoToken, userId: account.userId, clientId, ip, issuedAt: now, expiresAt, state: "good" });
  return fine({
    token: nemoToken, user_id: account.userId, credits: world.anonymousCredits,
    expires_at: new Date(expiresAt).toISOString().replace(/\.\d{3}Z$/, "Z"),
  });
}
