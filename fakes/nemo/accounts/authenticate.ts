import { createHash } from "node:crypto";
import type { Exchange } from "#fakes/nemo/http/exchange.ts";
import { refuse } from "#fakes/nemo/http/reply.ts";
import type { TokenRecord } from "#fakes/nemo/store/records.ts";
import type { World } from "#fakes/nemo/world.ts";

/** The headers that name the caller (protocol §2). */
export const ATTRIBUTION_HEADERS = ["x-skill-source", "x-skill-version", "x-skill-platform"] as const;

/** The file name of a token. */
export function tokenId(nemoToken: string): string {
  return createHash("sha256").update(nemoToken).digest("hex").slice(0, 16);
}

/** The bearer token as sent, known or not. */
export function sentToken(exchange: Exchange): string | undefined {
  return /^Bearer (\S+)$/.exec(exchange.req.headers.authorization ?? "")?.[1];
}

/** The token's record when it is good now. @throws Refusal with code 1001 */
export function authenticate(world: World, exchange: Exchange): TokenRecord {
  noteHeaderHabits(world, exchange);
  const nemoToken = sentToken(exchange);
  const record = nemoToken ? world.store.tokens.get(tokenId(nemoToken)) : undefined;
  if (!record || !isGood(world, record)) throw refuse(1001);
  return record;
}

/** Whether the token is accepted at this moment. */
export function isGood(world: World, record: TokenRecord): boolean {
  return record.state === "good" && (record.expiresAt === null || record.expiresAt > world.clock.now());
}

/** Names of attribution headers that are missing or empty. */
export function missingAttribution(exchange: Exchange): string[] {
  return ATTRIBUTION_HEADERS.filter((name) => !String(exchange.req.headers[name] ?? "").trim());
}

/** Everywhere but at the export a missing header is accepted, and noted. */
function noteHeaderHabits(world: World, exchange: Exchange): void {
  const where = `${exchange.entry.method} ${exchange.url.pathname}`;
  const missing = missingAttribution(exchange);
  if (missing.length) world.violate("attribution-missing", `${where}: ${missing.join(", ")}`);
  for (const name of ATTRIBUTION_HEADERS) {
    if (/[^\x20-\x7e]/.test(String(exchange.req.headers[name] ?? ""))) world.violate("header-not-printable", `${where}: ${name}`);
  }
  if (exchange.req.headers["x-client-id"]) world.violate("client-id-sent-with-token", where);
}
