// The product list: Shopify's pages, our own states, and that the number of questions does not grow with the shop.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findOwnProducts } from "#app/videos/product-list/find-own-products.server.ts";
import type { ProductFilter } from "#app/videos/product-list/product-filters.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.db.video.deleteMany());

const list = (o: { filter?: ProductFilter; search?: string; after?: string | null; collection?: string; status?: "ACTIVE" | "DRAFT" } = {}) =>
  shop.videos.listProducts({ shop: SHOP, admin: shop.admin, search: o.search ?? "", after: o.after ?? null, filter: o.filter ?? "all", narrow: { productStatus: o.status ?? null, collectionGid: o.collection ?? null } });
const titles = async (o: Parameters<typeof list>[0]) => (await list(o)).rows.map((row) => row.title).sort();

async function addVideo(handle: string, status: string, change: { staleSince?: Date; shop?: string } = {}) {
  const of = change.shop ?? SHOP;
  await shop.db.shop.upsert({ where: { domain: of }, create: { domain: of }, update: {} });
  const { gid } = shop.product(handle);
  return shop.db.video.create({ data: { productGid: gid, productTitle: (await shop.admin.getProduct({ productGid: gid }))?.title ?? "", recipe: "ecommerce-product-video", prompt: "x", choices: {}, pictures: [], status, ...change, shop: of } });
}

test("everything, narrowed by words, by filters as batches read them, by status and by collection", async () => {
  expect((await list()).rows.length).toBeGreaterThan(8);
  expect(await titles({ search: "mug" })).toEqual(["Stoneware Mug"]);
  expect(await titles({ search: "tag:kitchen" })).toContain("Stoneware Mug");
  expect(await titles({ status: "DRAFT" })).toEqual(["Wool Throw"]);
  const { collections } = await shop.admin.listCollections({ search: "mugs", after: null, first: 10 });
  expect(collections).toEqual([{ collectionGid: expect.any(String), title: "Mugs", products: expect.any(Number) }]);
  const collection = collections[0]?.collectionGid ?? "";
  expect(await titles({ collection })).toContain("Stoneware Mug");
  expect(await titles({ collection, status: "ACTIVE", search: "stoneware mug" })).toEqual(["Stoneware Mug"]);
  expect(await titles({ collection, search: "cushion" })).toEqual([]);
  expect(shop.fakeShopify.ledger.violations).toEqual([]);
});

test("our own states: a product is where its newest video puts it", async () => {
  await addVideo("stoneware-mug", "ready");
  await addVideo("linen-cushion", "published");
  await addVideo("canvas-tote", "published", { staleSince: new Date() });
  await addVideo("olive-soap", "failed");
  await addVideo("oak-board", "failed");
  await addVideo("oak-board", "published");
  await addVideo("linen-cushion", "discarded");
  expect(await titles({ filter: "ready" })).toEqual(["Stoneware Mug"]);
  expect(await titles({ filter: "published" })).toEqual(["Canvas Tote", "Linen Cushion", "Oak Cutting Board"]);
  expect(await titles({ filter: "stale" })).toEqual(["Canvas Tote"]);
  expect(await titles({ filter: "problems" })).toEqual([expect.stringContaining("Olive Oil Soap")]);
  expect(await titles({ filter: "published", search: "board OAK" })).toEqual(["Oak Cutting Board"]);
  expect(await titles({ filter: "published", search: "100%" })).toEqual([]);
});

test("another shop's videos, and products that are gone, are on no page", async () => {
  await addVideo("stoneware-mug", "ready", { shop: "other.myshopify.com" });
  await shop.db.video.create({ data: { shop: SHOP, productGid: "gid://shopify/Product/999999999", productTitle: "Gone", recipe: "ecommerce-product-video", prompt: "x", choices: {}, pictures: [], status: "ready" } });
  expect(await titles({ filter: "ready" })).toEqual([]);
});

test("of several videos of a product only the newest counts, and a cursor that is none is the first page", async () => {
  const { rows } = await list();
  // 60 published videos of products that are all there, several of each: only the newest counts
  for (const { productGid, title } of rows.slice(0, 6)) for (let i = 0; i < 10; i++) await shop.db.video.create({ data: { shop: SHOP, productGid, productTitle: title, recipe: "ecommerce-product-video", prompt: "x", choices: {}, pictures: [], status: "published" } });
  const page = await list({ filter: "published" });
  expect(page.rows.map((row) => row.title).sort()).toEqual(rows.slice(0, 6).map((row) => row.title).sort());
  expect(page).toMatchObject({ hasNextPage: false, endCursor: null });
  expect((await list({ filter: "published", after: "no-id" })).rows).toHaveLength(6);
});

test("pages of an own state lead on without a gap and without a repeat", async () => {
  const handles = ["stoneware-mug", "linen-cushion", "canvas-tote", "oak-board", "olive-soap"];
  for (const handle of [...handles, ...handles]) await addVideo(handle, "published");
  const seen: string[][] = [];
  for (let after: string | null = null, pages = 0; pages === 0 || (after !== null && pages < 9); pages++) {
    const page: Awaited<ReturnType<typeof findOwnProducts>> = await findOwnProducts(shop.db, { shop: SHOP, filter: "published", search: "", after, take: 2 });
    seen.push(page.productGids);
    after = page.next;
  }
  // newest first
  expect(seen.map((page) => page.length)).toEqual([2, 2, 1]);
  expect(seen.flat()).toEqual(handles.toReversed().map((handle) => shop.product(handle).gid));
});

test("products without a video are those that have none at all in Shopify, and one page asks a bounded number of times", async () => {
  const before = shop.fakeShopify.ledger.adminCalls.length;
  const page = await list({ filter: "without_video" });
  expect(page.rows.length).toBeGreaterThan(8);
  expect(page.rows.every((row) => row.hasVideo === false)).toBe(true);
  const calls = shop.fakeShopify.ledger.adminCalls.slice(before);
  expect(calls.length).toBeLessThanOrEqual(4);
  for (const call of calls) expect(call.requestedQueryCost).toBeLessThan(1_000);
});
