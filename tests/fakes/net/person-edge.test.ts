import { request } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rewriteStream } from "#fakes/net/rewrite-text.ts";
import { startPersonEdge, type PersonEdge } from "#fakes/net/start-person-edge.ts";
import { startTinyApp } from "#tests/fakes/shopify/tiny-app.ts";

const APP_URL = "https://shelfreel.example";
let app: Awaited<ReturnType<typeof startTinyApp>>;
let edge: PersonEdge;
beforeAll(async () => {
  app = await startTinyApp({ apiKey: "key", appUrl: APP_URL, shop: "x.myshopify.com" });
  edge = await startPersonEdge({
    port: 0, edgePortOfApp: 0, appPort: app.port, appUrl: APP_URL, mirrored: ["cdn.shopify.com"],
    hosts: [
      { pattern: /^admin\.shopify\.com$/, listener: (_req, res) => void res.writeHead(200, { "content-type": "text/html" }).end(`<iframe src="${APP_URL}/app">`) },
      { pattern: /^cdn\.shopify\.com$/, listener: (req, res) => void res.writeHead(200, { "content-type": "text/css" }).end(`${req.headers.host}${req.url}`) },
    ],
  });
});
afterAll(async () => {
  await edge.close();
  await app.close();
});

test("addresses in pages, headers and redirects are exchanged, inside queries too", async () => {
  const home = await request(`${edge.appOrigin}/app?id_token=x`);
  const html = await home.body.text();
  expect(html).toContain(`<script src="${edge.adminOrigin}/cdn.shopify.com/shopifycloud/app-bridge.js">`);
  expect(html).not.toContain("https://cdn.shopify.com");
  expect(home.headers["content-security-policy"]).toBe(`frame-ancestors https://x.myshopify.com ${edge.adminOrigin};`);
  const go = await request(`${edge.appOrigin}/go`);
  await go.body.dump();
  expect(go.headers.location).toBe(`${edge.appOrigin}/app?next=${encodeURIComponent(`${edge.appOrigin}/x`)}`);
  expect(await (await request(`${edge.appOrigin}/api/who`)).body.json()).toEqual({ you: "unknown", at: `${edge.appOrigin}/api/who` });
});

test("the app sees its own address, as behind a host's edge", async () => {
  await (await request(`${edge.appOrigin}/api/who`, { headers: { origin: edge.appOrigin } })).body.dump();
  expect(app.seen.at(-1)).toMatchObject({ host: "shelfreel.example", proto: "https", origin: APP_URL });
});

test("the admin and the CDN appear under one origin", async () => {
  expect(await (await request(`${edge.adminOrigin}/store/x`)).body.text()).toBe(`<iframe src="${edge.appOrigin}/app">`);
  expect(await (await request(`${edge.adminOrigin}/cdn.shopify.com/a/b.css?v=1`)).body.text()).toBe("cdn.shopify.com/a/b.css?v=1");
  expect(edge.toPersonUrl("https://cdn.shopify.com/a.png")).toBe(`${edge.adminOrigin}/cdn.shopify.com/a.png`);
});

test("bytes of other kinds pass untouched, with their length", async () => {
  const answer = await request(`${edge.appOrigin}/bytes`);
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  expect([answer.headers["content-length"], bytes.length, bytes.includes(APP_URL)]).toEqual(["3000000", 3_000_000, true]);
});

test("a text that is cut between two chunks is still found, and nothing else waits", async () => {
  const stream = rewriteStream([["https://a.example", "http://b"]]);
  const parts: string[] = [];
  for (const chunk of ["données é 🕯 htt", "ps://a.exa", "mple/x https:", "//c"]) {
    stream.write(chunk);
    parts.push(String(stream.read() ?? ""));
  }
  stream.end();
  for await (const rest of stream) parts.push(String(rest));
  expect(parts[0]).toBe("données é 🕯 ");
  expect(parts.join("")).toBe("données é 🕯 http://b/x https://c");
});

test("an app that is not there yet is said in a sentence", async () => {
  const lonely = await startPersonEdge({ port: 0, edgePortOfApp: 0, appPort: 9, appUrl: APP_URL, hosts: [], mirrored: [] });
  const answer = await request(lonely.appOrigin);
  expect([answer.statusCode, await answer.body.text()]).toEqual([502, "Nothing answers for shelfreel.example yet. Try again in a moment."]);
  await lonely.close();
});

test("a port that is taken is said by the error, and nothing stays open", async () => {
  const taken = Number(new URL(edge.adminOrigin).port);
  const starting = startPersonEdge({ port: 0, edgePortOfApp: taken, appPort: 9, appUrl: APP_URL, hosts: [], mirrored: [] });
  await expect(starting).rejects.toMatchObject({ code: "EADDRINUSE", port: taken });
});
