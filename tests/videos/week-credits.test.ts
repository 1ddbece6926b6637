// The shop's own weekly cap: what is refused, what pauses, and that the ledger never shows more messages than it allows.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";
import { gidsOf, running, workOff } from "./batches/drive-batches.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ nemoCredits: 5_000, film: { size: 128, fps: 4 } });
});
afterAll(() => shop.close());

const setCap = (weeklyCredits: number | null) => shop.db.shop.upsert({ where: { domain: SHOP }, create: { domain: SHOP, settings: { weeklyCredits } }, update: { settings: { weeklyCredits } } });
const ask = (handle: string) => shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product(handle).gid, recipe: null, prompt: null, requestedBy: null });
beforeEach(async () => {
  await shop.db.batch.deleteMany();
  await shop.db.video.deleteMany();
  await setCap(null);
});

test("a video that would pass the cap is refused with what is used; those on their way count, canceled ones do not", async () => {
  await setCap(200);
  const before = shop.fakeNemo.ledger.messagesAccepted();
  const first = await ask("stoneware-mug");
  const second = await ask("linen-cushion");
  await expect(ask("canvas-tote")).rejects.toMatchObject({ code: "video.week_cap", charged: "no", merchantMessage: expect.stringMatching(/stop at 200 credits in seven days, and about 200 credits are used or on their way.*Nothing was charged/) });
  // asked for again it is the same video, not one too many
  expect(await ask("linen-cushion")).toEqual({ ...second, already: true });
  await shop.videos.cancelVideo({ shop: SHOP, videoId: second.videoId });
  const third = await ask("canvas-tote");
  expect(await shop.drive(first.videoId)).toBe("ready");
  expect(await shop.drive(third.videoId)).toBe("ready");
  await expect(ask("oak-board")).rejects.toMatchObject({ code: "video.week_cap" });
  await expect(shop.videos.refineVideo({ shop: SHOP, videoId: third.videoId, text: "Make it shorter", requestedBy: null })).rejects.toMatchObject({ code: "video.week_cap" });
  expect(shop.fakeNemo.ledger.messagesAccepted() - before).toBe(2);
  // a week later the same messages no longer count
  await shop.db.message.updateMany({ data: { sentAt: new Date(Date.now() - 7 * 24 * 3_600_000 - 1) } });
  await expect(ask("oak-board")).resolves.toMatchObject({ already: false });
});

test("a batch pauses at the shop's cap and says so; raised, it goes on", async () => {
  await setCap(200);
  const before = shop.fakeNemo.ledger.messagesAccepted();
  const batchId = await running(shop, gidsOf(shop, "stoneware-mug", "linen-cushion", "canvas-tote"));
  await workOff(shop);
  expect(await shop.batches.getBatch({ shop: SHOP, batchId })).toMatchObject({ status: "paused", pausedWhy: "limit", pausedText: expect.stringContaining("stop at 200 credits in seven days"), counts: { ready: 2, waiting: 1 } });
  expect(shop.fakeNemo.ledger.messagesAccepted() - before).toBe(2);
  await setCap(300);
  await shop.batches.resumeBatch({ shop: SHOP, batchId });
  await workOff(shop);
  expect(await shop.batches.getBatch({ shop: SHOP, batchId })).toMatchObject({ status: "done", counts: { ready: 3, waiting: 0 } });
  expect(shop.fakeNemo.ledger.messagesAccepted() - before).toBe(3);
});
