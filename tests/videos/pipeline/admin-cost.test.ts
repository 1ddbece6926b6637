// What a video costs at Shopify, from the stand-in's ledger. `npm run bench -- admin-cost` runs this file with more videos (BENCH_VIDEOS) and reads its
// last line.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestShop, type TestShop } from "#tests/setup/open-test-shop.ts";
import { costOf, countThrottled, publishOne, type AdminCost } from "./measure-admin-cost.ts";

const VIDEOS = Number(process.env["BENCH_VIDEOS"] ?? 2);
/** The aims: calls and requested points of one video. */
const MOST_CALLS = 7;
const MOST_POINTS = 80;
const HANDLES = ["stoneware-mug", "canvas-tote", "wool-throw", "oak-board", "olive-soap", "linen-cushion"];

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ nemoCredits: 1_000_000 });
});
afterAll(async () => {
  await shop?.close();
});

test("a video from the click to the end of its product's media", { timeout: 60_000 + VIDEOS * 20_000 }, async () => {
  const from = shop.fakeShopify.ledger.adminCalls.length;
  const costs: AdminCost[] = [];
  for (let n = 0; n < VIDEOS; n++) costs.push(costOf(await publishOne(shop, shop.product(HANDLES[n % HANDLES.length] ?? "").gid, "last")));
  const all = shop.fakeShopify.ledger.adminCalls.slice(from);
  const perShop = all.filter(({ name }) => name === "VideoRoom");
  const most = (of: "calls" | "points") => Math.max(...costs.map((cost) => cost[of]));
  const mean = (of: "calls" | "points") => costs.reduce((sum, cost) => sum + cost[of], 0) / costs.length;
  console.log(`admin-cost ${JSON.stringify({ videos: VIDEOS, calls: mean("calls"), mostCalls: most("calls"), points: mean("points"), mostPoints: most("points"), perShopPoints: costOf(perShop, { all: true }).points, throttled: countThrottled(all) })}`);
  // The media are read with the second look, or by themselves where the first one saw the file READY.
  expect(costs[0]?.names).toEqual(["ProductForRequest", "StagedVideoUpload", "CreateVideoFile", "FileStatus", expect.stringMatching(/^(FileStatusAndMedia|ProductMediaIds)$/), "UpdateFiles", "ProductMediaEnd"]);
  for (const cost of costs) {
    expect(cost.calls, cost.names.join(", ")).toBeLessThanOrEqual(MOST_CALLS);
    expect(cost.points, cost.names.join(", ")).toBeLessThanOrEqual(MOST_POINTS);
  }
  // Asked for the shop, not for each video: once in ten minutes.
  expect(perShop).toHaveLength(1);
  expect(countThrottled(all)).toBe(0);
});

test("another place than the end takes one call more, and Shopify's own job: the move, and then the whole order", async () => {
  const before = shop.product("walnut-desk-lamp").media.map(({ gid }) => gid);
  const calls = await publishOne(shop, shop.product("walnut-desk-lamp").gid, "second");
  expect(shop.product("walnut-desk-lamp").media.map(({ gid }) => gid)).toEqual([before[0], expect.stringContaining("Video"), ...before.slice(1)]);
  const cost = costOf(calls.filter(({ name }) => name !== "JobDone"));
  expect(cost.names.slice(-2)).toEqual(["MoveMedia", "ProductMediaIds"]);
  expect(cost.calls).toBeLessThanOrEqual(MOST_CALLS + 1);
  expect(cost.points).toBeLessThanOrEqual(MOST_POINTS + 15);
});

test("what was there before and after is recorded whole", async () => {
  const { gid } = shop.product("beeswax-candle");
  const before = shop.product("beeswax-candle").media.map((media) => media.gid);
  const calls = await publishOne(shop, gid, "last");
  const { mediaBefore, mediaAfter, fileGid } = await shop.db.publication.findFirstOrThrow({ where: { productGid: gid } });
  expect(mediaBefore).toEqual(before);
  expect(mediaAfter).toEqual([...before, fileGid]);
  expect(costOf(calls).points).toBeLessThanOrEqual(MOST_POINTS);
});
