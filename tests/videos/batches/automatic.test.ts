// Automatic mode: off by default, never beyond its week, off at once, and never twice for a product.
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from "vitest";
import { tendAutomatic } from "#app/videos/batches/tend-automatic.server.ts";
import type { AutomaticMode } from "#app/shops/shop-settings.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";
import { feed, gather, workOff } from "./drive-batches.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ perShop: 2, nemoCredits: 100_000 });
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.fakeNemo.control.always("render-plan-refused");
  await shop.videos.home({ shop: SHOP });
});
afterEach(async () => {
  shop.fakeNemo.control.clear();
  await shop.db.shop.deleteMany({});
});
/** The first minutes of an hour, when whole catalogues are looked through. */
const at = (iso = "2026-11-21T10:03:00Z") => ({ ...shop.batchDeps, clock: { ...shop.batchDeps.clock, now: () => new Date(iso) } });
const set = (automatic: Partial<AutomaticMode>) =>
  shop.db.shop.update({ where: { domain: SHOP }, data: { settings: { automatic: { on: true, rule: "without_video", tag: "", weeklyCredits: 300, ...automatic } } } });
const batches = async () => (await shop.batches.listBatches({ shop: SHOP, before: null, take: 20 })).batches;
async function tend(as = at()): Promise<number> {
  const before = shop.fakeNemo.ledger.messagesAccepted();
  await tendAutomatic(as);
  for (const { id } of await shop.db.batch.findMany({ where: { status: "gathering" } })) await gather(shop, id);
  await workOff(shop);
  return shop.fakeNemo.ledger.messagesAccepted() - before;
}

test("off by default: nothing is looked up and nothing begun", async () => {
  const calls = shop.fakeShopify.ledger.adminCalls.length;
  expect(await tend()).toBe(0);
  expect([await batches(), shop.fakeShopify.ledger.adminCalls.length]).toEqual([[], calls]);
});

test("as many products as the week's credits are enough for, and not one more in the same week", async () => {
  await set({});
  expect(await tend()).toBe(3);
  expect(await batches()).toMatchObject([{ origin: "automatic", title: "Automatic: products without a video", status: "done", capCredits: 300, spentCredits: 300, counts: { all: 3 } }]);
  for (let i = 0; i < 3; i++) expect(await tend()).toBe(0);
  expect(await batches()).toHaveLength(1);
  // a week later there is room again, and those that were made before are not made again
  await shop.db.batchItem.updateMany({ where: { shop: SHOP }, data: { begunAt: new Date("2026-11-01T00:00:00Z") } });
  await shop.db.video.updateMany({ where: { shop: SHOP }, data: { status: "discarded" } });
  expect(await tend(at("2026-11-21T11:03:00Z"))).toBe(3);
  const made = await shop.db.video.findMany({ where: { shop: SHOP }, select: { productGid: true } });
  expect(new Set(made.map((video) => video.productGid)).size).toBe(6);
});

test("a whole catalogue is looked through once an hour, a tag every time; a tag finds its products only", async () => {
  await set({});
  await tendAutomatic(at("2026-11-21T10:31:00Z"));
  expect(await batches()).toEqual([]);
  await set({ rule: "tag", tag: 'summer" OR *' });
  expect(await tend(at("2026-11-21T10:31:00Z"))).toBe(0);
  await set({ rule: "tag", tag: "summer" });
  expect(await tend(at("2026-11-21T10:31:00Z"))).toBe(1);
  expect((await shop.db.video.findMany({ where: { shop: SHOP } })).map((video) => video.productTitle)).toEqual(["Canvas Tote"]);
});

test("new products are those since it was switched on", async () => {
  await set({ rule: "new_product" });
  expect(await tend(at(new Date().toISOString()))).toBe(0);
  expect(await batches()).toEqual([]);
  // as if it had been on since before the third of the catalogue was made
  const product = shop.product("linen-cushion");
  const since = (await shop.admin.pageBatchProducts({ source: { kind: "search", query: "status:active", withVideos: false }, after: null }))?.products.findIndex((row) => row.productGid === product.gid) ?? -1;
  expect(since).toBeGreaterThan(0);
  await shop.db.$executeRaw`UPDATE "Shop" SET settings = settings || jsonb_build_object('automaticSince', ${"2020-01-01T00:00:00.000Z"}::text) WHERE domain = ${SHOP}`;
  expect(await tend(at(new Date().toISOString()))).toBe(3);
});

test("switched off, or with a lower cap, the next video does not begin any more", async () => {
  await set({ weeklyCredits: 600 });
  await tendAutomatic(at());
  const [batch] = await batches();
  await gather(shop, batch?.batchId ?? "");
  await feed(shop);
  expect(await shop.db.video.count()).toBe(2);
  await set({ on: false, weeklyCredits: 600 });
  expect(await tend()).toBe(2);
  expect(await batches()).toMatchObject([{ status: "canceled", counts: { canceled: 4, attention: 2 } }]);

  await set({ weeklyCredits: 400 });
  await tendAutomatic(at("2026-11-21T11:03:00Z"));
  for (const { id } of await shop.db.batch.findMany({ where: { status: "gathering" } })) await gather(shop, id);
  await set({ weeklyCredits: 200 });
  expect(await tend()).toBe(0);
  expect((await batches())[0]).toMatchObject({ status: "paused", pausedWhy: "cap", pausedText: expect.stringMatching(/goes on by itself/) });
  await set({ weeklyCredits: 400 });
  expect(await tend()).toBe(2);
});

test("a shop that removed the app is left alone", async () => {
  await set({});
  await shop.videos.uninstallShop({ shop: SHOP });
  expect(await tend()).toBe(0);
  expect(await shop.db.batch.count()).toBe(0);
  expect((await shop.db.shop.findUniqueOrThrow({ where: { domain: SHOP } })).uninstalledAt).not.toBeNull();
});
