import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { serveFile } from "#fakes/net/serve-file.ts";
import { escapeHtml } from "#fakes/shopify/admin/admin-shell.ts";
import { mintSessionToken } from "#fakes/shopify/oauth/session-token.ts";
import type { ShopWorld } from "#fakes/shopify/shop-world.ts";
import { findExtensions, readMessages } from "./find-extensions.ts";

const pages = path.join(import.meta.dirname, "../pages");
const FILES = ["extension-host.js", "polaris-elements.js"];
const ORIGIN = "https://extensions.shopifycdn.com";

/** extensions.shopifycdn.com: a page that runs one built extension, and what it needs. */
export function answerExtensionHost(world: ShopWorld, req: IncomingMessage, res: ServerResponse, url: URL): void {
  const javascript = { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache" };
  const json = (value: unknown) => void res.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" }).end(JSON.stringify(value));
  const file = /^\/standin\/([\w.-]+)$/.exec(url.pathname)?.[1] ?? "";
  if (FILES.includes(file)) return serveFile(req, res, path.join(pages, file), javascript);
  if (file === "id_token") return json({ token: mintSessionToken(world) });
  const [, handle, part] = /^\/extensions\/([\w-]+)\/([\w.]+)$/.exec(url.pathname) ?? [];
  const extension = findExtensions(world.extensionsDir).find((one) => one.handle === handle);
  const locale = url.searchParams.get("locale") ?? "en";
  if (extension && part === "script.js") return serveFile(req, res, extension.script, javascript);
  if (extension && part === "messages.json") return json(readMessages(extension.dir, locale));
  if (extension && part === "page") return void res.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }).end(hostPage(world, extension, locale));
  res.writeHead(404, { "content-type": "text/plain" }).end("There is no such extension.");
}

const hostPage = (world: ShopWorld, extension: { handle: string; target: string }, locale: string) => `<!doctype html>
<html lang="${escapeHtml(locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${extension.handle}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="https://cdn.shopify.com/static/fonts/inter/v4/styles.css">
<script src="${ORIGIN}/standin/polaris-elements.js"></script>
</head>
<body data-base="${ORIGIN}" data-admin="https://admin.shopify.com" data-app-url="${escapeHtml(world.appUrl)}" data-handle="${extension.handle}" data-target="${extension.target}" data-locale="${escapeHtml(locale)}">
<script src="${ORIGIN}/standin/extension-host.js"></script></body></html>`;
