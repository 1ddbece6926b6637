import { afterAll, beforeAll, expect, test } from "vitest";
import { answerOf, deliver, openRoutes, SHOP, type OpenRoutes } from "./open-routes.ts";

const GID = "gid://shopify/Product/1";
let routes: OpenRoutes;
let update: typeof import("#app/routes/webhooks.products.update.ts");
beforeAll(async () => {
  routes = await openRoutes();
  await routes.signIn(SHOP);
  update = await import("#app/routes/webhooks.products.update.ts");
  const { id } = await routes.addVideo(SHOP, { status: "published", step: "done" });
  await routes.db.video.update({ where: { id }, data: { madeFrom: "as it was" } });
});
afterAll(() => routes.close());
const waiting = async () => (await routes.db.$queryRaw<{ data: unknown }[]>`SELECT data FROM pgboss.job WHERE name = 'product-change'`).map((job) => job.data);

test("products/update is answered at once and leaves one look at the product, however often it comes", async () => {
  for (const webhookId of ["u1", "u1", "u2"]) {
    const began = performance.now();
    expect((await answerOf(update.action, deliver("products/update", { id: 1, admin_graphql_api_id: GID }, { webhookId }))).status).toBe(200);
    if (webhookId === "u2") expect(performance.now() - began).toBeLessThan(1_000);
  }
  expect(await waiting()).toEqual([{ shop: SHOP, productGid: GID }]);
});

test("a wrong signature is refused; a product without an id, or one that has no video, is nothing to look at", async () => {
  expect((await answerOf(update.action, deliver("products/update", { admin_graphql_api_id: GID }, { hmac: "AAAA" }))).status).toBe(401);
  for (const body of [{ id: 1 }, { admin_graphql_api_id: "gid://shopify/Order/1" }, { admin_graphql_api_id: "gid://shopify/Product/2" }]) {
    expect((await answerOf(update.action, deliver("products/update", body))).status).toBe(200);
  }
  expect(await waiting()).toHaveLength(1);
});
