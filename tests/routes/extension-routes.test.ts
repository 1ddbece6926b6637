// What an admin extension meets: it asks from another origin, with a session token and without cookies.
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerOf, openRoutes, sessionToken, SHOP, type OpenRoutes } from "./open-routes.ts";

const ORIGIN = "https://extensions.shopifycdn.com";
let routes: OpenRoutes;
let product: typeof import("#app/routes/api.product-video.ts");
let batch: typeof import("#app/routes/api.batch-videos.ts");
beforeAll(async () => {
  routes = await openRoutes();
  await routes.signIn(SHOP);
  product = await import("#app/routes/api.product-video.ts");
  batch = await import("#app/routes/api.batch-videos.ts");
});
afterAll(() => routes.close());

type Handler = Parameters<typeof answerOf>[0];
const each = (): [string, Handler, Handler][] => [["/api/product-video", product.loader, product.action], ["/api/batch-videos", batch.loader, batch.action]];
const request = (address: string, o: { method?: string; token?: string; body?: string } = {}) =>
  new Request(`https://app.example${address}`, {
    method: o.method ?? "GET",
    headers: { Origin: ORIGIN, ...(o.token && { Authorization: `Bearer ${o.token}` }), ...(o.body !== undefined && { "Content-Type": "application/json" }), ...(o.method === "OPTIONS" && { "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type" }) },
    ...(o.body !== undefined && { body: o.body }),
  });
const good = () => sessionToken(SHOP);
const open = (answer: Response) => answer.headers.get("Access-Control-Allow-Origin");

test("the browser's question before a POST is answered by the loader, without a token", async () => {
  for (const [address, loader] of each()) {
    const answer = await answerOf(loader, request(address, { method: "OPTIONS" }));
    expect([answer.status, open(answer)]).toEqual([204, "*"]);
    expect(answer.headers.get("Access-Control-Allow-Headers")?.toLowerCase()).toMatch(/authorization.*content-type/);
  }
});

test("without a token the answer is 401 in JSON that the extension may read", async () => {
  for (const [address, loader, action] of each()) {
    for (const answer of [await answerOf(loader, request(address)), await answerOf(action, request(address, { method: "POST", body: "{}" }))]) {
      expect([answer.status, open(answer), answer.headers.get("Content-Type")]).toEqual([401, "*", expect.stringContaining("application/json")]);
    }
  }
});

test("a token that is over, or of someone else's making, is refused so that the extension may read it", async () => {
  for (const [address, loader] of each()) {
    for (const token of [sessionToken(SHOP, { expiresInSeconds: -600 }), `${good()}x`, "nonsense"]) {
      const answer = await answerOf(loader, request(address, { token }));
      expect([answer.status, open(answer)]).toEqual([401, "*"]);
    }
  }
});

test.each([
  ["no product", ""], ["another thing's id", "?productGid=gid://shopify/Order/1"], ["no id", "?productGid=gid://shopify/Product/"], ["more behind it", "?productGid=gid://shopify/Product/1%20OR%201"],
])("a question that names %s is refused in words", async (_what, query) => {
  const answer = await answerOf(product.loader, request(`/api/product-video${query}`, { token: good() }));
  expect([answer.status, open(answer), await answer.json()]).toEqual([400, "*", { code: "request.invalid", text: "This request names no product.", charge: null }]);
});

test.each(["", "not json", "[]", "{}", '{"productGid":7}', '{"intent":"plan","productGids":[]}', '{"intent":"burn","productGids":["gid://shopify/Product/1"]}', '{"intent":"start","productGids":["1"]}', JSON.stringify({ intent: "start", productGids: Array.from({ length: 251 }, (_, i) => `gid://shopify/Product/${i}`) })])("the body %j begins nothing", async (body) => {
  for (const [address, , action] of each()) {
    const answer = await answerOf(action, request(address, { method: "POST", token: good(), body }));
    expect([answer.status, open(answer), await answer.json()]).toEqual([400, "*", { code: "request.invalid", text: expect.stringMatching(/\w/), charge: null }]);
  }
  expect(await routes.db.video.count()).toBe(0);
});

test("nothing is kept by a cache", async () => {
  for (const [address, loader] of each()) for (const token of [good(), "nonsense"]) expect((await answerOf(loader, request(address, { token }))).headers.get("Cache-Control")).toBe("no-store");
});
