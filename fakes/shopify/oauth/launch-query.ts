import { createHmac, randomBytes } from "node:crypto";
import type { ShopWorld } from "#fakes/shopify/shop-world.ts";
import { mintSessionToken } from "./session-token.ts";

/** The query with which the admin opens an embedded app, signed; without the id token the app has to bounce first. `locale` is the person's, BCP 47. */
export function makeLaunchQuery(world: Pick<ShopWorld, "shop" | "store" | "apiKey" | "apiSecret">, withToken = true, locale = "en"): URLSearchParams {
  const query: Record<string, string> = {
    embedded: "1", host: Buffer.from(`admin.shopify.com/store/${world.store}`).toString("base64").replace(/=+$/, ""), locale,
    session: randomBytes(32).toString("hex"), shop: world.shop, timestamp: String(Math.floor(Date.now() / 1000)),
  };
  if (withToken) query["id_token"] = mintSessionToken(world);
  const message = Object.keys(query).sort().map((key) => `${key}=${query[key]}`).join("&");
  return new URLSearchParams({ ...query, hmac: createHmac("sha256", world.apiSecret).update(message).digest("hex") });
}
