// A selection of products: what would begin, what begins, and what that asks of Shopify.
import { afterAll, beforeAll, expect, test } from "vitest";
import { feed, gather } from "#tests/videos/batches/drive-batches.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

let shop: TestShop;
let all: string[];
const gone = "gid://shopify/Product/999999999";
beforeAll(async () => {
  shop = await openTestShop();
  const { products } = await shop.admin.listProducts({ search: "", after: null, first: 50 });
  all = products.map((product) => product.productGid);
});
afterAll(() => shop.close());
const o = (productGids: string[]) => ({ shop: SHOP, admin: shop.admin, productGids });

test("a plan says who gets a video, who is left out and why, and what it costs; nothing is begun", async () => {
  const plan = await shop.videos.planSelection(o([...all, gone, ...all]));
  expect(plan.ready.length + plan.skipped.length).toBe(all.length + 1);
  expect(plan.skipped).toContainEqual({ productGid: gone, title: null, reason: "gone", text: null });
  expect(plan.ready.find((product) => product.title === "Wool Throw")?.notices).toContainEqual(expect.stringMatching(/draft/));
  expect(plan.skipped.find((product) => product.title === "Gift Wrapping")).toMatchObject({ reason: "blocked", text: expect.stringMatching(/picture/) });
  expect(plan).toMatchObject({ creditsEach: 100, expectedCredits: plan.ready.length * 100, creditsAvailable: 1_000 });
  expect(await shop.db.video.count()).toBe(0);
});

test("a plan agrees with the product's own page", async () => {
  const plan = await shop.videos.planSelection(o(all));
  for (const productGid of all) {
    const page = await shop.videos.productPage({ shop: SHOP, admin: shop.admin, productGid, recipe: null });
    const ready = plan.ready.find((product) => product.productGid === productGid);
    expect(ready?.notices ?? null).toEqual(page?.plan.blockers.length ? null : page?.plan.notices);
  }
});

test("a start begins a batch once, whatever is pressed twice, and says the same of each product as a single request would", async () => {
  const [mug, cushion] = ["stoneware-mug", "linen-cushion"].map((handle) => shop.product(handle).gid) as [string, string];
  const start = (requestKey: string, productGids: string[]) => shop.batches.startSelection({ shop: SHOP, productGids, requestedBy: "42", requestKey });
  const begun = await Promise.all([start("one", [mug, cushion, gone]), start("one", [mug, cushion, gone])]);
  const { batchId } = begun[0];
  for (const one of begun) expect(one).toEqual({ batchId, started: [mug, cushion, gone].map((productGid) => ({ productGid })), skipped: [] });
  expect(await shop.db.batch.count()).toBe(1);
  await gather(shop, batchId ?? "");
  await feed(shop);
  await feed(shop);
  expect(await shop.batches.getBatch({ shop: SHOP, batchId: batchId ?? "" })).toMatchObject({ status: "running", requestedBy: "42", counts: { making: 2, skipped: 1 } });
  expect(await start("two", [mug, cushion])).toEqual({ batchId: null, started: [], skipped: [mug, cushion].map((productGid) => ({ productGid, title: expect.any(String), reason: "on_its_way", text: null })) });
  expect((await shop.videos.planSelection(o([mug, cushion]))).ready).toEqual([]);
  const rows = await shop.db.video.findMany({ orderBy: { createdAt: "asc" } });
  expect(rows.map((row) => row.productGid)).toEqual([mug, cushion]);
  for (const row of rows) {
    const page = await shop.videos.productPage({ shop: SHOP, admin: shop.admin, productGid: row.productGid, recipe: null });
    expect([row.prompt, row.requestedBy, row.recipe]).toEqual([page?.plan.prompt, "42", page?.plan.recipe]);
    expect(row.pictures).toMatchObject(page?.plan.pictures.map(({ mediaGid }) => ({ mediaGid })) ?? []);
  }
});

test("fifty products are read in four calls, each below Shopify's 1,000 points", async () => {
  const many = [...all, ...Array.from({ length: 50 - all.length }, (_, i) => `gid://shopify/Product/${900_000_000 + i}`)];
  const before = shop.fakeShopify.ledger.adminCalls.length;
  await shop.videos.planSelection(o(many));
  const calls = shop.fakeShopify.ledger.adminCalls.slice(before);
  expect(calls.map((call) => [call.name, call.status, call.errorCodes])).toEqual(Array.from({ length: 4 }, () => ["ProductsForVideo", 200, []]));
  expect(Math.max(...calls.map((call) => call.requestedQueryCost ?? Infinity))).toBeLessThanOrEqual(900);
  expect(shop.fakeShopify.ledger.violations).toEqual([]);
});
