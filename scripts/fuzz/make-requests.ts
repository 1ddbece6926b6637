import { createHmac, randomUUID } from "node:crypto";
import { brokenBodies, hostileValues } from "./hostile-values.ts";
import { fieldsOf, intentsOf, type ListedRoute } from "./list-routes.ts";

/** One request, as a server gets it. */
export interface FuzzRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | null;
}

export interface FuzzWorld {
  routes: ListedRoute[];
  shop: string;
  apiKey: string;
  apiSecret: string;
  /** Ids and product numbers that exist: of the shop itself and of another. */
  knownIds: string[];
  random: () => number;
}

const METHODS = ["GET", "GET", "GET", "POST", "POST", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
const beside = ["/", "/metrics", "/operator", "/healthz", "/assets/..%2f..%2fserver.ts", "/assets/%2e%2e/package.json", "/.env", "/app/../server.ts", "/__manifest?p=/app&version=x", "/auth/callback", "/auth/session-token", "/auth/exit-iframe", "/auth", "/app/%ff", "/app/videos/%2e%2e%2f", "//app", "/app//products", "/APP", "/app/products/1/../2", "/media/x"];

/** An endless row of requests over all routes, with valid and broken tokens, fields by their names and hostile values. The same for the same `random`. */
export function* makeRequests(world: FuzzWorld): Generator<FuzzRequest, never> {
  const { random } = world;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const chance = (share: number) => random() < share;
  const value = () => (chance(0.35) && world.knownIds.length ? pick(world.knownIds) : pick(hostileValues));

  const token = (): string | null => {
    const now = Math.floor(Date.now() / 1000);
    const good = { iss: `https://${world.shop}/admin`, dest: `https://${world.shop}`, aud: world.apiKey, sub: "42", nbf: now - 5, iat: now - 5, exp: now + 60, jti: randomUUID(), sid: "1" };
    const part = (held: unknown) => Buffer.from(JSON.stringify(held)).toString("base64url");
    const signed = (claims: unknown, head: unknown = { alg: "HS256", typ: "JWT" }, secret = world.apiSecret) => {
      const text = `${part(head)}.${part(claims)}`;
      return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
    };
    if (chance(0.6)) return signed(good);
    return pick<() => string | null>([
      () => null, () => "", () => "x", () => "a.b.c", () => signed({ ...good, exp: now - 600 }), () => signed({ ...good, nbf: now + 600 }), () => signed({ ...good, aud: "another" }), () => signed(good, { alg: "HS256" }, "wrong"),
      () => `${part({ alg: "none" })}.${part(good)}.`, () => signed({ ...good, dest: "https://evil.example" }), () => signed({ ...good, dest: "https://x.myshopify.com.evil.example" }), () => signed({ ...good, dest: pick(hostileValues) }), () => signed({}), () => signed(null), () => signed([]),
      () => signed({ ...good, exp: "soon" }), () => signed({ ...good, sub: { a: 1 } }), () => signed({ ...good, sub: pick(hostileValues) }), () => `${signed(good)}x`, () => "y".repeat(4_000),
    ])();
  };
  const fields = (route: ListedRoute): [string, string][] => {
    const named = fieldsOf(route.source).filter(() => chance(0.8)).map((name): [string, string] => [name, value()]);
    const intent = pick(intentsOf(route.source));
    return [...(intent && chance(0.9) ? [["intent", chance(0.9) ? intent : value()] as [string, string]] : []), ...named];
  };
  const addressOf = (route: ListedRoute) => route.pattern.replace(/:\w+/g, () => encodeURIComponent(value()).replaceAll("%00", chance(0.5) ? "%00" : "")).replace("/*", `/${encodeURIComponent(value())}`);
  const query = (route: ListedRoute) => {
    const search = new URLSearchParams(fields(route));
    if (chance(0.5)) search.set("_data", chance(0.85) ? route.id : pick([...world.routes.map(({ id }) => id), ...hostileValues]));
    if (chance(0.15)) search.set("index", "");
    for (const name of ["shop", "host", "embedded", "id_token", "hmac", "session", "locale", "timestamp", "exitIframe", "shopify-reload"]) if (chance(0.06)) search.set(name, chance(0.4) && name === "shop" ? world.shop : value());
    const text = String(search);
    return text ? `?${text}` : "";
  };

  for (;;) {
    if (chance(0.06)) {
      yield { method: pick(METHODS), path: pick(beside), headers: { accept: "*/*" }, body: null };
      continue;
    }
    const route = pick(world.routes);
    const method = pick(METHODS);
    const headers: Record<string, string> = { accept: pick(["*/*", "text/html", "application/json"]) };
    const bearer = token();
    if (bearer !== null) headers["authorization"] = `Bearer ${bearer.replace(/[^\x20-\x7e]/g, "")}`;
    if (chance(0.1)) headers["origin"] = pick(["https://extensions.shopifycdn.com", "https://evil.example", "null"]);
    if (chance(0.05)) headers["user-agent"] = pick(["Googlebot", "Shopify Mobile/iOS/1", "x".repeat(500)]);
    if (chance(0.05)) headers["range"] = pick(["bytes=0-", "bytes=-1", "bytes=9-1", "bytes=0-1,2-3", "x"]);
    let body: string | null = null;
    if (!["GET", "HEAD", "OPTIONS"].includes(method)) {
      const entries = fields(route);
      const broken = pick(brokenBodies);
      const shape = random();
      if (shape < 0.4) [headers["content-type"], body] = ["application/x-www-form-urlencoded", String(new URLSearchParams(entries))];
      else if (shape < 0.75) [headers["content-type"], body] = ["application/json", JSON.stringify(Object.fromEntries(entries.map(([name, held]) => [name, pick<unknown>([held, [held], { [held.slice(0, 20)]: held }, Number(held), null, true])])))];
      else [headers["content-type"], body] = [broken.type, broken.body];
      if (chance(0.01)) body = "z".repeat(1_200_000);
    }
    if (route.pattern.startsWith("/webhooks")) {
      const secret = chance(0.7) ? world.apiSecret : "wrong";
      headers["x-shopify-hmac-sha256"] = chance(0.95) ? createHmac("sha256", secret).update(body ?? "").digest("base64") : value().replace(/[^\x20-\x7e]/g, "");
      headers["x-shopify-topic"] = chance(0.8) ? route.pattern.replace("/webhooks/", "") : value().replace(/[^\x20-\x7e]/g, "");
      headers["x-shopify-shop-domain"] = chance(0.8) ? pick([world.shop, "another.myshopify.com"]) : value().replace(/[^\x20-\x7e]/g, "");
      headers["x-shopify-api-version"] = "2026-10";
      headers["x-shopify-webhook-id"] = chance(0.9) ? `fuzz-${Math.floor(random() * 1e9)}` : value().replace(/[^\x20-\x7e]/g, "");
    }
    yield { method, path: `${addressOf(route)}${query(route)}`, headers, body };
  }
}
