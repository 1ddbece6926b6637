import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { answerOf, deliver, openRoutes, SHOP, type OpenRoutes } from "./open-routes.ts";

const OTHER = "two.myshopify.com";
let routes: OpenRoutes;
let uninstalled: typeof import("#app/routes/webhooks.app.uninstalled.ts");
let scopesUpdate: typeof import("#app/routes/webhooks.app.scopes_update.ts");
let productsDelete: typeof import("#app/routes/webhooks.products.delete.ts");
let compliance: typeof import("#app/routes/webhooks.compliance.ts");
beforeAll(async () => {
  routes = await openRoutes();
  uninstalled = await import("#app/routes/webhooks.app.uninstalled.ts");
  scopesUpdate = await import("#app/routes/webhooks.app.scopes_update.ts");
  productsDelete = await import("#app/routes/webhooks.products.delete.ts");
  compliance = await import("#app/routes/webhooks.compliance.ts");
});
afterAll(() => routes.close());
beforeEach(async () => {
  await routes.db.$transaction([routes.db.session.deleteMany(), routes.db.video.deleteMany(), routes.db.shop.deleteMany(), routes.db.webhookDelivery.deleteMany()]);
  for (const shop of [SHOP, OTHER]) {
    await routes.signIn(shop, new Date(Date.now() - 600_000));
    await routes.addVideo(shop, { status: "making", step: "generate" });
  }
});

const left = async (shop: string) => ({ sessions: await routes.db.session.count({ where: { shop } }), statuses: (await routes.db.video.findMany({ where: { shop } })).map((video) => video.status) });
const body = { myshopify_domain: SHOP };
const hourAgo = () => new Date(Date.now() - 3_600_000);

test("app/uninstalled stops this shop's work and forgets its sessions; the other shop is untouched; a second delivery is harmless", async () => {
  for (let i = 0; i < 2; i++) expect((await answerOf(uninstalled.action, deliver("app/uninstalled", body, { webhookId: "w1" }))).status).toBe(200);
  expect(await left(SHOP)).toEqual({ sessions: 0, statuses: ["canceled"] });
  expect(await left(OTHER)).toEqual({ sessions: 1, statuses: ["making"] });
  expect(await routes.db.webhookDelivery.findMany({ select: { id: true, topic: true, shop: true } })).toEqual([{ id: "w1", topic: "APP_UNINSTALLED", shop: SHOP }]);
});

test("a late delivery about the installation before this one changes nothing", async () => {
  expect((await answerOf(uninstalled.action, deliver("app/uninstalled", body, { triggeredAt: hourAgo() }))).status).toBe(200);
  expect((await answerOf(compliance.action, deliver("shop/redact", { shop_domain: SHOP }, { triggeredAt: hourAgo() }))).status).toBe(200);
  expect(await left(SHOP)).toEqual({ sessions: 1, statuses: ["making"] });
});

test("a delivery with a wrong signature is refused and changes nothing", async () => {
  expect((await answerOf(uninstalled.action, deliver("app/uninstalled", body, { hmac: "AAAA" }))).status).toBe(401);
  expect((await answerOf(compliance.action, deliver("shop/redact", { shop_domain: SHOP }, { hmac: "AAAA" }))).status).toBe(401);
  expect(await left(SHOP)).toEqual({ sessions: 1, statuses: ["making"] });
  expect(await routes.db.webhookDelivery.count()).toBe(0);
});

test("shop/redact erases the shop and only this shop, also when it comes twice and when nothing is left", async () => {
  await routes.db.session.deleteMany({ where: { shop: SHOP } });
  for (let i = 0; i < 2; i++) expect((await answerOf(compliance.action, deliver("shop/redact", { shop_domain: SHOP }))).status).toBe(200);
  expect(await left(SHOP)).toEqual({ sessions: 0, statuses: [] });
  expect(await routes.db.shop.count({ where: { domain: SHOP } })).toBe(0);
  expect(await left(OTHER)).toEqual({ sessions: 1, statuses: ["making"] });
});

test("a redaction that names another shop in its body is refused", async () => {
  expect((await answerOf(compliance.action, deliver("shop/redact", { shop_domain: OTHER }))).status).toBe(401);
  expect(await left(OTHER)).toEqual({ sessions: 1, statuses: ["making"] });
});

test.each(["customers/data_request", "customers/redact"])("%s is taken: the app holds nothing about customers", async (topic) => {
  expect((await answerOf(compliance.action, deliver(topic, { shop_domain: SHOP, customer: { id: 1 } }))).status).toBe(200);
  expect(await left(SHOP)).toEqual({ sessions: 1, statuses: ["making"] });
  expect(await routes.db.webhookDelivery.count()).toBe(1);
});

test("app/scopes_update writes the scopes, has the shop's languages asked for again, and a shop without a session is no error", async () => {
  await routes.db.shop.updateMany({ where: { domain: SHOP }, data: { localesReadAt: new Date() } });
  const scopes = { current: ["write_products", "write_files"], previous: [] };
  expect((await answerOf(scopesUpdate.action, deliver("app/scopes_update", scopes))).status).toBe(200);
  expect((await routes.db.session.findFirst({ where: { shop: SHOP } }))?.scope).toBe("write_products,write_files");
  expect(await routes.db.shop.count({ where: { domain: SHOP, localesReadAt: null } })).toBe(1);
  await routes.db.session.deleteMany({ where: { shop: SHOP } });
  expect((await answerOf(scopesUpdate.action, deliver("app/scopes_update", scopes))).status).toBe(200);
  expect((await answerOf(scopesUpdate.action, deliver("app/scopes_update", {}))).status).toBe(400);
});

test("products/delete is noted once and answered at once", async () => {
  for (let i = 0; i < 2; i++) expect((await answerOf(productsDelete.action, deliver("products/delete", { id: 1 }, { webhookId: "p1" }))).status).toBe(200);
  expect(await routes.db.webhookDelivery.count()).toBe(1);
});
