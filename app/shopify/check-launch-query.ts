import { z } from "zod";
import { say } from "#app/words/say.ts";

const shopDomain = /^[a-z0-9][a-z0-9-]{0,100}\.myshopify\.com$/;
const adminHost = /^(admin\.shopify\.com\/store\/[a-z0-9][a-z0-9-]*|[a-z0-9][a-z0-9-]*\.myshopify\.com\/admin)\/?$/;

/** The shop that an address names, or null when it names none that could be one (platform §6.1). */
export function shopOf(request: Request): string | null {
  const shop = new URL(request.url).searchParams.get("shop");
  return shop !== null && shopDomain.test(shop) ? shop : null;
}

/**
 * Throws a Response 400 for an address whose `shop` or `host` Shopify never writes, and for a way out of the frame that leads to neither the
 * app nor an admin. The library fails on some of them, and writes a foreign `shop` as it came into the policy of who may frame its own pages.
 */
export function checkLaunchQuery(request: Request, appUrl: string): void {
  const { searchParams, pathname } = new URL(request.url);
  const shops = searchParams.getAll("shop");
  const hosts = searchParams.getAll("host");
  if (shops.length > 1 || hosts.length > 1 || shops.some((shop) => !shopDomain.test(shop)) || hosts.some((host) => !isAdminHost(host)) || (pathname === "/auth/exit-iframe" && !isWayOut(searchParams.get("exitIframe"), appUrl))) {
    throw Response.json({ says: say("shopify.not_from_admin") }, { status: 400 });
  }
}

/**
 * Throws a Response 401 for a session token, in the header or in the address, whose shop is none. The library asks for a token's signature and
 * audience, and then takes whatever the token names as its shop. Everything else about a token is the library's to judge.
 */
export function checkTokenShop(request: Request): void {
  const inHeader = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  for (const token of [inHeader, new URL(request.url).searchParams.get("id_token")]) {
    if (token && namesNoShop(token)) throw Response.json({ error: "A session token is needed." }, { status: 401 });
  }
}

const claims = z.looseObject({ dest: z.string().startsWith("https://").transform((dest) => dest.slice("https://".length)).pipe(z.string().regex(shopDomain)) });

function namesNoShop(token: string): boolean {
  try {
    return !claims.safeParse(JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"))).success;
  } catch {
    return false; // no token at all: the library says so
  }
}

const isAdminHost = (host: string): boolean => /^[\w+/-]{1,400}={0,2}$/.test(host) && adminHost.test(Buffer.from(host, "base64").toString("utf8"));

function isWayOut(to: string | null, appUrl: string): boolean {
  if (!to || /\s|[/\\]{3}/.test(to) || !URL.canParse(to, appUrl)) return false;
  const { protocol, origin, host, pathname } = new URL(to, appUrl);
  if (protocol !== "https:" || /[/\\]{2}/.test(pathname)) return false;
  return origin === new URL(appUrl).origin || host === "admin.shopify.com" || (shopDomain.test(host) && pathname.startsWith("/admin/"));
}

/** Who may show the app's documents in a frame: the shop's own admin, or nobody (platform §4.4). */
export const framePolicy = (shop: string | null): string => (shop ? `frame-ancestors https://${shop} https://admin.shopify.com;` : "frame-ancestors 'none';");
