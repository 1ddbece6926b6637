// The routes behind the choices and files of a product's page, as wired: who may ask, and what is no choice and no file.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openApp, sessionToken, SHOP, type OpenApp } from "#tests/setup/open-app.ts";
import { answerOf, ask as askWith } from "./open-routes.ts";

const OTHER = "two.myshopify.com";
let params: { productId: string };
let app: OpenApp;
let plan: typeof import("#app/routes/app.products.$productId_.plan.ts");
let files: typeof import("#app/routes/app.products.$productId_.files.ts");
beforeAll(async () => {
  app = await openApp();
  await app.signIn(OTHER);
  params = { productId: app.shopify.product("stoneware-mug")?.gid.split("/").at(-1) ?? "" };
  plan = await import("#app/routes/app.products.$productId_.plan.ts");
  files = await import("#app/routes/app.products.$productId_.files.ts");
});
afterAll(() => app.close());

const ask = (address: string, o: { shop?: string } = {}) => askWith(address, { headers: o.shop ? { Authorization: `Bearer ${sessionToken(o.shop)}` } : {} });

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const sendFile = (query: string, o: { shop?: string; body?: Buffer; method?: string } = {}) =>
  answerOf(files.action, new Request(`https://app.example/app/products/${params.productId}/files${query}`, {
    method: o.method ?? "POST", ...(o.method !== "DELETE" && { body: new Uint8Array(o.body ?? png) }), headers: { ...(o.shop && { Authorization: `Bearer ${sessionToken(o.shop)}` }) },
  }), params);

test("without a session token neither answers", async () => {
  expect((await answerOf(plan.loader, ask("/app/products/7/plan"), params)).status).toBe(401);
  expect((await sendFile("?kind=logo&name=a.png")).status).toBe(401);
});

test("the logo of the shop: taken and replaced without a product, refused in words, and another shop's is another's", async () => {
  const logo = await import("#app/routes/app.settings_.logo.ts");
  const sendLogo = (query: string, o: { shop?: string; body?: Buffer; method?: string } = {}) =>
    answerOf(logo.action, new Request(`https://app.example/app/settings/logo${query}`, {
      method: o.method ?? "POST", ...(o.method !== "DELETE" && { body: new Uint8Array(o.body ?? png) }), headers: { ...(o.shop && { Authorization: `Bearer ${sessionToken(o.shop)}` }) },
    }), {});
  expect((await sendLogo("?name=a.png")).status).toBe(401);
  const refused = await sendLogo("?name=a.svg", { shop: SHOP, body: Buffer.from("<svg/>") });
  expect([refused.status, await refused.json()]).toEqual([422, { problem: expect.objectContaining({ code: "video.file_type" }) }]);
  for (const query of ["", "?name="]) expect((await sendLogo(query, { shop: SHOP })).status).toBe(400);
  expect((await sendLogo("?name=a.png", { shop: SHOP, method: "PUT" })).status).toBe(400);
  for (const name of ["first.png", "second.png"]) expect((await sendLogo(`?name=${name}`, { shop: SHOP })).status).toBe(201);
  expect((await sendLogo("", { shop: OTHER, method: "DELETE" })).status).toBe(404);
  expect(await (await sendLogo("", { shop: SHOP, method: "DELETE" })).json()).toEqual({ dropped: true });
  expect((await sendLogo("", { shop: SHOP, method: "DELETE" })).status).toBe(404);
});

test("what is no choice is refused before Shopify is asked", async () => {
  for (const choices of ["{", "[]", '{"format":"2:1"}', '{"lengthSeconds":"20"}', '{"lengthSeconds":1e9}', '{"language":"not a tag"}', `{"offer":"${"x".repeat(401)}"}`]) {
    const answer = await answerOf(plan.loader, ask(`/app/products/7/plan?recipe=video-create&choices=${encodeURIComponent(choices)}`, { shop: SHOP }), params);
    expect([choices, answer.status]).toEqual([choices, 400]);
  }
});

test("a logo comes in; a wrong one is refused in words; another shop can neither see nor erase it", async () => {
  const refused = await sendFile("?kind=logo&name=a.png", { shop: SHOP, body: Buffer.from("<svg/>") });
  expect([refused.status, await refused.json()]).toEqual([422, { problem: expect.objectContaining({ code: "video.file_type", text: expect.stringContaining("PNG, JPG, WebP or GIF") }) }]);
  const taken = await sendFile("?kind=logo&name=a.png", { shop: SHOP });
  expect(taken.status).toBe(201);
  const { file } = (await taken.json()) as { file: { id: string } };
  const foreign = await sendFile(`?file=${file.id}`, { shop: OTHER, method: "DELETE" });
  expect([foreign.status, await foreign.json()]).toEqual([404, { dropped: false }]);
  expect(await (await sendFile(`?file=${file.id}`, { shop: SHOP, method: "DELETE" })).json()).toEqual({ dropped: true });
  for (const query of ["", "?kind=song&name=a.mp3", "?kind=logo"]) expect((await sendFile(query, { shop: SHOP })).status).toBe(400);
});
