import type { ShopWorld } from "#fakes/shopify/shop-world.ts";

/** HTML text of a value. */
export const escapeHtml = (value: unknown) =>
  String(value).replace(/[&<>"']/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;" })[sign] ?? sign);

/** A page of the stand-in admin around `main`. */
export function adminShell(world: ShopWorld, o: { title: string; main: string; here: "home" | "products" | "app"; scripts: string[]; isApp?: boolean }): string {
  const base = `/store/${world.store}`;
  const link = (name: typeof o.here, href: string, label: string) => `<a href="${base}${href}"${o.here === name ? ' class="here"' : ""}>${label}</a>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(o.title)} · Stand-in admin</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="https://cdn.shopify.com/static/fonts/inter/v4/styles.css">
<link rel="stylesheet" href="/standin/admin.css"></head>
<body data-app-origin="${escapeHtml(new URL(world.appUrl).origin)}" data-app-name="${escapeHtml(world.appName)}" data-store="${escapeHtml(world.store)}" data-app-handle="${escapeHtml(world.appHandle)}" data-extensions-base="https://extensions.shopifycdn.com">
<header class="top">
<button id="menu" type="button" aria-label="Menu" aria-expanded="false">☰</button>
<span class="brand">Shop admin</span><span class="tag" title="Not Shopify: a stand-in on this computer">Stand-in admin</span>
<div id="save-bar" hidden><span>Unsaved changes</span><span id="save-actions"></span></div>
<span class="shop">${escapeHtml(world.shopName)}</span>
</header>
<nav class="side" aria-label="Admin">
${link("home", "", "Home")}
${link("products", "/products", "Products")}
<h2>Apps</h2>
${link("app", `/apps/${world.appHandle}/app`, escapeHtml(world.appName))}
<div id="app-nav"></div>
<p class="note">A stand-in for the Shopify admin. It runs on this computer and talks to no one.</p>
</nav>
<main class="main${o.isApp ? " app" : ""}">${o.main}</main>
<div id="toasts" role="status"></div><dialog id="dialog"></dialog>
${o.scripts.map((name) => `<script src="/standin/${name}"></script>`).join("\n")}
</body></html>`;
}
