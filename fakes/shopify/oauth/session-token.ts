import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import type { ShopWorld } from "#fakes/shopify/shop-world.ts";

type Signer = Pick<ShopWorld, "shop" | "apiKey" | "apiSecret">;

const LIFE_SECONDS = 60;
const LEEWAY_SECONDS = 10;
/** The one person who works in the stand-in admin. */
export const USER_ID = 42;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const signature = (text: string, secret: string) => createHmac("sha256", secret).update(text).digest("base64url");

/** A session token as App Bridge hands it out: a JWT of one minute, HS256 with the app's secret (platform §4.4). `over` replaces claims. */
export function mintSessionToken({ shop, apiKey, apiSecret }: Signer, over: Record<string, unknown> = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: `https://${shop}/admin`, dest: `https://${shop}`, aud: apiKey, sub: String(USER_ID),
    exp: now + LIFE_SECONDS, nbf: now, iat: now, jti: randomUUID(), sid: randomUUID(), ...over,
  };
  const text = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${text}.${signature(text, apiSecret)}`;
}

/** Whether Shopify would take the token in an exchange: signature, audience, shop and time. */
export function isSessionToken({ shop, apiKey, apiSecret }: Signer, token: string): boolean {
  const [head = "", body = "", given = ""] = token.split(".");
  const [a, b] = [Buffer.from(given), Buffer.from(signature(`${head}.${body}`, apiSecret))];
  if (a.length !== b.length || !timingSafeEqual(a, b)) return false;
  const now = Date.now() / 1000;
  const claims = JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as Record<string, unknown>;
  return claims["aud"] === apiKey && claims["dest"] === `https://${shop}` && Number(claims["exp"]) > now - LEEWAY_SECONDS && Number(claims["nbf"]) < now + LEEWAY_SECONDS;
}
