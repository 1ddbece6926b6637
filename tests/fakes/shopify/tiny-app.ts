import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The smallest embedded app that uses what App Bridge offers; written as the app's own pages are, on plain elements. */
export async function startTinyApp(o: { apiKey: string; appUrl: string; shop: string }) {
  const seen: { path: string; authorization: string; host: string; proto: string; origin: string }[] = [];
  const page = (title: string, body: string) => `<!doctype html><html><head><meta name="shopify-api-key" content="${o.apiKey}">
<script src="https://cdn.shopify.com/shopifycloud/app-bridge.js"></script></head><body style="font-family:sans-serif">
<ui-nav-menu><a href="/app" rel="home">Home</a><a href="/app/products">Products</a><a href="/app/settings">Settings</a></ui-nav-menu>
<ui-title-bar title="${title}"><button variant="primary" onclick="shopify.toast.show('Video started')">Generate</button><button onclick="document.getElementById('m').show()">About</button></ui-title-bar>
<h1>${title}</h1>${body}</body></html>`;
  const home = `<p id="said">nothing yet</p><p id="picked"></p>
<button onclick="fetch('/api/who').then((r) => r.text()).then((t) => { document.getElementById('said').textContent = t; })">Ask</button>
<button onclick="shopify.resourcePicker({ type: 'product', multiple: true }).then((p) => { document.getElementById('picked').textContent = p ? p.map((x) => x.title).join(', ') : 'none'; })">Choose</button>
<button onclick="document.getElementById('bar').show()">Change</button><a href="/leave" target="_top">Leave</a><a href="shopify://admin/products">To the products</a>
<ui-modal id="m"><p>All about it</p><ui-title-bar title="About"><button onclick="document.getElementById('m').hide()">Close</button></ui-title-bar></ui-modal>
<ui-save-bar id="bar"><button variant="primary" onclick="document.getElementById('bar').hide()">Save</button><button onclick="document.getElementById('bar').hide()">Discard</button></ui-save-bar>
<script>document.getElementById('m').content.append('All about it')</script>`;
  let refuseOnce = false;
  const server = createServer((req, res) => {
    const url = new URL(req.url ?? "/", o.appUrl);
    const { authorization = "", host = "", origin = "" } = req.headers;
    seen.push({ path: url.pathname, authorization, host, proto: String(req.headers["x-forwarded-proto"]), origin });
    const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": `frame-ancestors https://${o.shop} https://admin.shopify.com;` };
    if (url.pathname === "/api/who") {
      if (refuseOnce) {
        refuseOnce = false;
        return void res.writeHead(401, { "x-shopify-retry-invalid-session-request": "1" }).end();
      }
      return void res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ you: authorization.startsWith("Bearer ") ? "known" : "unknown", at: `${o.appUrl}/api/who` }));
    }
    if (url.pathname === "/bytes") return void res.writeHead(200, { "content-type": "video/mp4", "content-length": 3_000_000 }).end(Buffer.alloc(3_000_000, o.appUrl));
    if (url.pathname === "/go") return void res.writeHead(302, { location: `${o.appUrl}/app?next=${encodeURIComponent(`${o.appUrl}/x`)}` }).end();
    if (url.pathname === "/auth/session-token") return void res.writeHead(200, headers).end(`<!doctype html><script data-api-key="${o.apiKey}" src="https://cdn.shopify.com/shopifycloud/app-bridge.js"></script>`);
    const known = url.searchParams.has("id_token") || authorization.startsWith("Bearer ") || url.searchParams.size === 0;
    if (!known) {
      const back = new URL(`${o.appUrl}${url.pathname}?${url.searchParams}`);
      url.searchParams.set("shopify-reload", back.href);
      return void res.writeHead(302, { location: `/auth/session-token?${url.searchParams}` }).end();
    }
    res.writeHead(200, headers).end(url.pathname === "/app" ? page("Videos", home) : page(url.pathname.slice(5), ""));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    seen, port: (server.address() as AddressInfo).port,
    refuseNext: () => void (refuseOnce = true),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
