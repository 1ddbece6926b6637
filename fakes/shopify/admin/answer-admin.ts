import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { serveFile } from "#fakes/net/serve-file.ts";
import { impliedScopes } from "#fakes/shopify/admin-api/access-scopes.ts";
import { makeLaunchQuery } from "#fakes/shopify/oauth/launch-query.ts";
import { mintSessionToken } from "#fakes/shopify/oauth/session-token.ts";
import type { ShopWorld } from "#fakes/shopify/shop-world.ts";
import { settleJobs } from "#fakes/shopify/state/settle-jobs.ts";
import { adminShell, escapeHtml } from "./admin-shell.ts";
import { listForPicker, productListPage, productPage } from "./product-pages.ts";

const pages = path.join(import.meta.dirname, "../pages");
const FILES: Record<string, string> = { "admin.js": "text/javascript", "product-page.js": "text/javascript", "extension-frames.js": "text/javascript", "admin.css": "text/css" };

const LOCALE_COOKIE = "stand-in-locale";
const readLocale = (text: string | null | undefined): string | null => (text && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text) ? text : null);

/**
 * admin.shopify.com: the shop's products, and the app in its frame. `?no_token=1` opens the app without an id token, as an old link does.
 * `?locale=de` is the language of the person's account from then on: the admin itself stays English, the app and its extensions are told.
 */
export function answerAdmin(world: ShopWorld, req: IncomingMessage, res: ServerResponse, url: URL): void {
  const html = (text: string, status = 200) => void res.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }).end(text);
  const json = (value: unknown) => void res.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" }).end(JSON.stringify(value));
  const goTo = (location: string) => void res.writeHead(302, { location }).end();
  settleJobs(world);

  const asked = readLocale(url.searchParams.get("locale"));
  if (asked) res.setHeader("set-cookie", `${LOCALE_COOKIE}=${asked}; Path=/; SameSite=Lax`);
  const locale = asked ?? readLocale(new RegExp(`(?:^|; )${LOCALE_COOKIE}=([^;]*)`).exec(req.headers.cookie ?? "")?.[1]) ?? "en";

  const file = /^\/standin\/([\w.-]+)$/.exec(url.pathname)?.[1] ?? "";
  if (FILES[file]) return serveFile(req, res, path.join(pages, file), { "content-type": `${FILES[file]}; charset=utf-8`, "cache-control": "no-cache" });
  if (file === "id_token") return json({ token: mintSessionToken(world) });
  if (file === "products") return json(listForPicker(world));
  if (file === "scopes") return json({ granted: impliedScopes(world.scopes), required: world.scopes, optional: [] });

  const base = `/store/${world.store}`;
  if (url.pathname === "/" || url.pathname === base || url.pathname === `${base}/`) return goTo(`${base}/products`);
  if (url.pathname === `${base}/products`) return html(productListPage(world));
  const productId = new RegExp(`^${base}/products/(\\d+)$`).exec(url.pathname)?.[1];
  const product = productId && productPage(world, productId);
  if (product) return html(product);
  const app = new RegExp(`^${base}/apps/(${world.appHandle}|${world.apiKey})(/.*)?$`).exec(url.pathname);
  if (app) return html(appPage(world, app[2] ?? "/", url.searchParams, locale));
  const main = `<div class="page"><div class="page-head"><h1>There is no such page in the stand-in admin</h1></div><p><a href="${base}/products">See the products</a></p></div>`;
  html(adminShell(world, { title: "Not found", main, here: "home", scripts: ["admin.js"] }), 404);
}

function appPage(world: ShopWorld, appPath: string, query: URLSearchParams, locale: string): string {
  const launch = makeLaunchQuery(world, query.get("no_token") !== "1", locale);
  for (const [name, value] of query) if (name !== "no_token" && !launch.has(name)) launch.set(name, value);
  const src = `${world.appUrl.replace(/\/$/, "")}${appPath}?${launch}`;
  const name = escapeHtml(world.appName);
  const main = `<div class="bar"><span class="icon" aria-hidden="true">${name[0]}</span><h1 id="title">${name}</h1><span id="actions"></span></div><div id="progress"></div>
<iframe id="app" name="app-iframe" title="${name}" src="${escapeHtml(src)}" allow="clipboard-write; fullscreen"></iframe>`;
  return adminShell(world, { title: world.appName, main, here: "app", scripts: ["admin.js"], isApp: true });
}
