import { randomBytes } from "node:crypto";
import type { ShopWorld } from "#fakes/shopify/shop-world.ts";
import type { AccessTokenRecord } from "#fakes/shopify/state/shop-state.ts";

// Platform §6.2.
export const OFFLINE_SECONDS = 3600;
export const REFRESH_SECONDS = 7_776_000;
export const ONLINE_SECONDS = 86_399;
const KEPT = 200;

/** Hands out an access token and remembers it. The caller saves. */
export function issueAccessToken(world: ShopWorld, o: { kind: "offline" | "online"; expiring: boolean; replaces?: string }): AccessTokenRecord {
  const now = Date.now();
  const refreshable = o.kind === "offline" && o.expiring;
  const seconds = o.kind === "online" ? ONLINE_SECONDS : OFFLINE_SECONDS;
  const token: AccessTokenRecord = {
    accessToken: `${o.kind === "online" ? "shpua" : "shpat"}_${randomBytes(16).toString("hex")}`, kind: o.kind, scopes: world.scopes,
    expiresAt: o.expiring ? now + seconds * 1000 : null, refreshToken: refreshable ? `shprt_${randomBytes(16).toString("hex")}` : null,
    refreshTokenExpiresAt: refreshable ? now + REFRESH_SECONDS * 1000 : null, replaces: o.replaces ?? null,
  };
  world.state.tokens.push(token);
  world.state.tokens.splice(0, Math.max(0, world.state.tokens.length - KEPT));
  return token;
}

/** The token of a request, or null when it is unknown or expired. The first use of a refreshed token ends the refresh token it replaced. */
export function findAccessToken(world: ShopWorld, accessToken: string): AccessTokenRecord | null {
  const token = world.state.tokens.find((one) => one.accessToken === accessToken);
  if (!token || (token.expiresAt !== null && token.expiresAt <= Date.now())) return null;
  endReplaced(world, token);
  return token;
}

/** The token that a refresh token belongs to, or null when Shopify would refuse it. */
export function findByRefreshToken(world: ShopWorld, refreshToken: string): AccessTokenRecord | null {
  const token = world.state.tokens.find((one) => one.refreshToken === refreshToken);
  if (!token || (token.refreshTokenExpiresAt ?? 0) <= Date.now()) return null;
  endReplaced(world, token);
  return token;
}

function endReplaced(world: ShopWorld, token: AccessTokenRecord) {
  if (!token.replaces) return;
  const old = world.state.tokens.find((one) => one.accessToken === token.replaces);
  if (old) Object.assign(old, { refreshToken: null, refreshTokenExpiresAt: null });
  token.replaces = null;
  world.save();
}
