// What comes in from anywhere: bodies that are too large, pages in frames, addresses that lead elsewhere, and shops that are none.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BODY_LIMIT } from "#app/lib/read-body.ts";
import { APP_ORIGIN, deliver, openApp, sessionToken, SHOP, type OpenApp } from "#tests/setup/open-app.ts";

const OTHER = "two.myshopify.com";
let app: OpenApp;
beforeAll(async () => {
  app = await openApp();
  await app.signIn(OTHER);
});
afterAll(() => app.close());

const bearer = (shop = SHOP) => ({ Authorization: `Bearer ${sessionToken(shop)}` });
const addressOf = (pattern: string) => pattern.replace(":productId", app.shopify.product("stoneware-mug")?.gid.split("/").at(-1) ?? "").replace(/:\w+/g, "00000000-0000-7000-8000-000000000000").replace("/*", "/x");
/** Comes piece by piece and announces nothing, as a proxy may hand it over. */
const pieces = (bytes: number) => new ReadableStream({
  start(controller) {
    for (let left = bytes; left > 0; left -= 65_536) controller.enqueue(new Uint8Array(Math.min(left, 65_536)).fill(97));
    controller.close();
  },
});

test("every action and every webhook refuses a body above the limit with 413, announced or not, and none fails on it", async () => {
  const answers: Record<string, number[]> = {};
  const actions = app.routes.filter((route) => route.module.action && route.id !== "routes/$" && !/_\.(files|logo)$/.test(route.id));
  for (const route of actions) {
    const address = `${APP_ORIGIN}${addressOf(route.pattern)}${route.module.default ? `?_data=${encodeURIComponent(route.id)}` : ""}`;
    const headers = { ...bearer(), "Content-Type": "application/x-www-form-urlencoded" };
    const announced = await app.send(new Request(address, { method: "POST", headers: { ...headers, "Content-Length": String(BODY_LIMIT + 1) }, body: "a=b" }));
    const counted = await app.send(new Request(address, { method: "POST", headers, body: pieces(BODY_LIMIT + 1), duplex: "half" } as RequestInit));
    answers[route.id] = [announced.status, counted.status];
  }
  const bodiless = ["routes/app.videos.$videoId_.project"]; // reads no body at all
  expect(Object.entries(answers).filter(([id, statuses]) => !bodiless.includes(id) && statuses.some((status) => status !== 413))).toEqual([]);
  expect(Object.keys(answers).length).toBeGreaterThan(9);
});

test("no source reads a request's body past the counting helper", () => {
  const reads = readdirSync("app", { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name)).map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.endsWith("read-body.ts") && /\brequest\.(formData|json|text|arrayBuffer|blob|bytes|clone)\(/.test(readFileSync(file, "utf8")));
  expect(reads).toEqual([]);
});

test("a signed webhook whose body is no JSON is refused, not failed", async () => {
  for (const route of app.routes.filter(({ id }) => id.startsWith("routes/webhooks."))) {
    for (const body of ["", "{", "\u0000", "[1"]) {
      const answer = await app.send(deliver(route.pattern, "products/update", body));
      expect([route.id, body, answer.status < 500]).toEqual([route.id, body, true]);
    }
  }
});

test("every page may be framed by its own shop's admin and by nobody else", async () => {
  for (const route of app.routes.filter(({ module }) => module.default && module.loader)) {
    const address = addressOf(route.pattern);
    const own = await app.send(new Request(`${APP_ORIGIN}${address}?shop=${SHOP}&host=x&embedded=1`, { headers: bearer() }));
    if (own.headers.get("Content-Type")?.startsWith("text/html")) expect([address, own.headers.get("Content-Security-Policy")]).toEqual([address, `frame-ancestors https://${SHOP} https://admin.shopify.com;`]);
    for (const shop of ["evil.example", `${SHOP}.evil.example`, "https://evil.example", "*", "x.myshopify.com https://evil.example", "x.myshopify.com;frame-ancestors *", "\"><script>", "x.myshopify.com\r\nX-Injected: 1"]) {
      const answer = await app.send(new Request(`${APP_ORIGIN}${address}?shop=${encodeURIComponent(shop)}&host=x`, { headers: bearer() }));
      const policy = answer.headers.get("Content-Security-Policy");
      if (answer.headers.get("Content-Type")?.startsWith("text/html")) expect([address, shop, policy]).toEqual([address, shop, expect.stringMatching(/^frame-ancestors ('none'|https:\/\/one\.myshopify\.com https:\/\/admin\.shopify\.com);$/)]);
      expect(answer.headers.get("X-Injected")).toBeNull();
    }
  }
});

const elsewhere = ["https://evil.example/", "//evil.example/", "/\\evil.example/", "https:evil.example", "javascript:alert(1)", "/\t/evil.example", `https://app.example@evil.example/`, "https://app.example.evil.example/"];
/** Where this answer sends a browser, by header or by script. */
async function leadsTo(answer: Response): Promise<string[]> {
  const text = await answer.text();
  const named = ["Location", "X-Remix-Redirect", "X-Shopify-API-Request-Failure-Reauthorize-Url"].flatMap((name) => answer.headers.get(name) ?? []);
  const scripted = [...text.matchAll(/window\.open\(\s*("(?:[^"\\]|\\.)*")|location\.(?:href|assign|replace)\s*[=(]\s*("(?:[^"\\]|\\.)*")|http-equiv="refresh"[^>]*url=([^"]+)/g)].map((match) => (match[3] ?? String(JSON.parse(match[1] ?? match[2] ?? '""'))));
  return [...named, ...scripted];
}
const isOurs = (to: string) => {
  const url = new URL(to, `${APP_ORIGIN}/`);
  return url.origin === APP_ORIGIN || (url.protocol === "https:" && (url.hostname === "admin.shopify.com" || /^[a-z0-9-]+\.myshopify\.com$/.test(url.hostname)));
};

test("no address of the app sends a visitor elsewhere, whatever its query says", async () => {
  const strays: string[] = [];
  let redirects = 0;
  const starts = [...app.routes.filter(({ module }) => module.loader).map(({ pattern }) => addressOf(pattern)), "/auth/login", "/auth/session-token", "/auth/exit-iframe", "/auth/callback", "/auth"];
  for (const start of new Set(starts)) {
    for (const to of start.startsWith("/auth") ? elsewhere : elsewhere.slice(0, 2)) {
      for (const name of ["return_to", "returnTo", "redirect", "exitIframe", "shopify-reload", "host", "shop"]) {
        for (const headers of [{}, bearer()]) {
          const query = new URLSearchParams({ ...(name !== "shop" && { shop: SHOP }), embedded: "1", [name]: name === "host" ? Buffer.from(to).toString("base64") : to });
          const answer = await app.send(new Request(`${APP_ORIGIN}${start}?${query}`, { headers }));
          if (answer.status >= 500) strays.push(`${start}?${query} failed with ${answer.status}`);
          const targets = await leadsTo(answer);
          redirects += targets.length;
          strays.push(...targets.filter((target) => !isOurs(target)).map((target) => `${start}?${query} leads to ${target}`));
        }
      }
    }
  }
  expect([...new Set(strays)].slice(0, 8)).toEqual([]);
  expect(redirects).toBeGreaterThan(100);
});

test.each([
  "", " ", "evil.example", "one.myshopify.com.evil.example", "one.myshopify.com/../..", "one.myshopify.com:8080", "one.myshopify.com@evil.example", "https://one.myshopify.com", "ONE.MYSHOPIFY.COM", "-.myshopify.com",
  "\u0000.myshopify.com", "öne.myshopify.com", "x".repeat(5_000), "one.myshopify.com\r\nLocation: https://evil.example", "<script>alert(1)</script>", "one.myshopify.com&shop=two.myshopify.com",
])("the login and the entrance take the shop %j without failing and repeat nothing of it as markup", async (shop) => {
  for (const start of ["/", "/auth/login", "/auth/session-token", "/app", "/auth/exit-iframe"]) {
    const answer = await app.send(new Request(`${APP_ORIGIN}${start}?shop=${encodeURIComponent(shop)}`));
    const text = await answer.text();
    expect([start, answer.status < 500]).toEqual([start, true]);
    expect(text).not.toContain("<script>alert(1)");
    for (const to of answer.headers.get("Location") ? [answer.headers.get("Location") ?? ""] : []) expect([start, to, isOurs(to)]).toEqual([start, to, true]);
  }
});
