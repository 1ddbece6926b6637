// A batch from the choice to the last preview, on the stand-ins: what is quoted, what is begun, and what the ledger says of it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";
import { gidsOf, quoted, workOff } from "./drive-batches.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ nemoCredits: 700, film: { size: 128, fps: 4 } });
});
afterAll(() => shop.close());
const view = async (batchId: string) => (await shop.batches.getBatch({ shop: SHOP, batchId }))!;
const rows = async (batchId: string) => (await shop.batches.batchItems({ shop: SHOP, batchId, filter: "all", after: -1, take: 100 })).items;
const gone = "gid://shopify/Product/999999999";

test("the quote says what it would cost, who is left out and why, and nothing is begun", async () => {
  const chosen = gidsOf(shop, "stoneware-mug", "linen-cushion", "wool-throw", "gift-wrapping", "canvas-tote");
  const batchId = await quoted(shop, { selection: { kind: "hand", productGids: [...chosen, gone, ...chosen] } });
  expect(await view(batchId)).toMatchObject({
    status: "quoted", title: "6 chosen products", origin: "hand", gathered: 6, spentCredits: 0, mayStillTake: 0, can: { confirm: true, cancel: true, pause: false },
    counts: { waiting: 3, skipped: 3, all: 6 },
    quote: { products: 3, creditsEach: 100, expectedCredits: 300, blockers: [], minutes: { from: 3, to: 8 } },
  });
  expect((await rows(batchId)).map((row) => [row.productTitle, row.state, row.skipReason])).toEqual([
    ["Stoneware Mug", "waiting", null], ["Linen Cushion", "waiting", null], ["Wool Throw", "skipped", "draft"], ["Gift Wrapping", "skipped", "no_picture"],
    ["Canvas Tote", "waiting", null], ["", "skipped", "gone"],
  ]);
  expect(await shop.db.video.count()).toBe(0);
  expect(shop.fakeNemo.ledger.messagesAccepted()).toBe(0);
});

test("confirmed, its products are made a few at a time, one message each, and the batch is done", async () => {
  const chosen = gidsOf(shop, "stoneware-mug", "linen-cushion", "canvas-tote", "oak-board");
  const batchId = await quoted(shop, { selection: { kind: "hand", productGids: chosen } });
  await shop.batches.confirmBatch({ shop: SHOP, batchId, capCredits: null, confirmedBy: "7" });
  await shop.batches.confirmBatch({ shop: SHOP, batchId, capCredits: 100, confirmedBy: "8" });
  const { peak } = await workOff(shop);
  expect(peak).toBe(3);
  expect(shop.fakeNemo.ledger.messagesAccepted()).toBe(4);
  expect(await view(batchId)).toMatchObject({ status: "done", capCredits: null, requestedBy: "7", spentCredits: 400, mayStillTake: 0, counts: { ready: 4, waiting: 0, all: 4 }, can: { approveAll: true, cancel: false } });
  expect((await rows(batchId)).map((row) => row.video?.status)).toEqual(["ready", "ready", "ready", "ready"]);

  const again = await quoted(shop, { selection: { kind: "hand", productGids: chosen } });
  expect(await view(again)).toMatchObject({ quote: { products: 0, skipped: [{ reason: "on_its_way", products: 4 }], blockers: [expect.stringMatching(/None of these/)] }, can: { confirm: false } });
  await expect(shop.batches.confirmBatch({ shop: SHOP, batchId: again, capCredits: null, confirmedBy: null })).rejects.toMatchObject({ code: "batch.blocked" });
});
