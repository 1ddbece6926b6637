// A batch that paused for something that has gone goes on without a click, and only then. Every figure is the ledger's. The files themselves are not rendered here
// (NemoVideo refuses that after the paid work), so each video ends soon after its one message.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { systemClock } from "#app/lib/clock.ts";
import { NEMO_TOKEN, NEMO_USER, openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";
import { feed, gidsOf, running, workOff } from "./drive-batches.ts";

const five = ["stoneware-mug", "linen-cushion", "canvas-tote", "oak-board", "walnut-desk-lamp"];
let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());
beforeEach(() => {
  shop.fakeNemo.control.setCredits(NEMO_USER, 10_000);
  shop.fakeNemo.control.always("render-plan-refused");
});
afterEach(async () => {
  shop.fakeNemo.control.clear();
  await shop.db.batch.deleteMany({});
  await shop.db.video.deleteMany({});
  await shop.db.shop.update({ where: { domain: SHOP }, data: { uploadsPausedUntil: null, uploadsPausedWhy: null } });
});
const view = async (batchId: string) => (await shop.batches.getBatch({ shop: SHOP, batchId }))!;
const messages = () => shop.fakeNemo.ledger.messagesAccepted();

/** A worker so many minutes later, and how often it asked NemoVideo for the balance. What was seen before is not shown any more by then. */
function later(minutes: number) {
  const asked = { balances: 0 };
  const now = () => new Date(Date.now() + minutes * 60_000);
  const showBalance = async () => {
    asked.balances++;
    return shop.nemo.readCredits({ kind: "own", nemoToken: NEMO_TOKEN, skillSource: "ecommerce-product-video" }).catch(() => null);
  };
  return { asked, deps: { ...shop.batchDeps, showBalance, clock: { ...systemClock, now } } };
}

test("out of credits it waits; when there are some again it goes on by itself, and no product has a second message", async () => {
  shop.fakeNemo.control.setCredits(NEMO_USER, 250);
  const began = messages();
  const batchId = await running(shop, gidsOf(shop, ...five));
  await workOff(shop, later(0).deps);
  expect(await view(batchId)).toMatchObject({ status: "paused", pausedWhy: "balance", counts: { waiting: 3 } });
  const { revision } = await shop.db.batch.findUniqueOrThrow({ where: { id: batchId } });

  const stillNone = later(6);
  for (let turn = 0; turn < 4; turn++) await workOff(shop, stillNone.deps);
  expect(stillNone.asked.balances).toBe(1);
  expect(await shop.db.batch.findUniqueOrThrow({ where: { id: batchId } })).toMatchObject({ status: "paused", pausedWhy: "balance", revision });

  shop.fakeNemo.control.setCredits(NEMO_USER, 1_000);
  const tooEarly = later(7);
  await workOff(shop, tooEarly.deps);
  expect([tooEarly.asked.balances, messages() - began]).toEqual([0, 2]);
  await workOff(shop, later(12).deps);
  expect(await view(batchId)).toMatchObject({ status: "done", spentCredits: 500, pausedText: null });
  expect(messages() - began).toBe(5);
});

test("Shopify's pause over, it goes on by itself: within the pause nothing is paid for", async () => {
  const began = messages();
  const batchId = await running(shop, gidsOf(shop, ...five));
  await shop.db.shop.update({ where: { domain: SHOP }, data: { uploadsPausedUntil: new Date(Date.now() + 3_600_000), uploadsPausedWhy: "shopify.video_throttled" } });
  await workOff(shop);
  await workOff(shop, later(30).deps);
  expect(await view(batchId)).toMatchObject({ status: "paused", pausedWhy: "limit", counts: { waiting: 5 } });
  expect(messages() - began).toBe(0);
  await workOff(shop, later(61).deps);
  expect(await view(batchId)).toMatchObject({ status: "done" });
  expect(messages() - began).toBe(5);
});

test("an account that is let in again lets it go on; before that nothing is sent", async () => {
  shop.fakeNemo.control.revokeTokens();
  const began = messages();
  const batchId = await running(shop, gidsOf(shop, ...five));
  await workOff(shop);
  await workOff(shop, later(6).deps);
  expect(await view(batchId)).toMatchObject({ status: "paused", pausedWhy: "account", counts: { waiting: 5, failed: 0 } });
  shop.fakeNemo.control.registerToken({ nemoToken: NEMO_TOKEN, userId: NEMO_USER, credits: 10_000 });
  await workOff(shop, later(12).deps);
  expect(await view(batchId)).toMatchObject({ status: "done" });
  expect(messages() - began).toBe(5);
});

test("what a cap of the merchant or the merchant paused waits for the merchant, however long", async () => {
  const capped = await running(shop, gidsOf(shop, "stoneware-mug", "linen-cushion"), { capCredits: 100 });
  await workOff(shop);
  expect(await view(capped)).toMatchObject({ status: "paused", pausedWhy: "cap" });
  const weekly = await running(shop, gidsOf(shop, "oak-board"));
  const { settings } = await shop.db.shop.findUniqueOrThrow({ where: { domain: SHOP } });
  await shop.db.shop.update({ where: { domain: SHOP }, data: { settings: { ...(settings as object), weeklyCredits: 100 } } });
  await feed(shop);
  expect(await view(weekly)).toMatchObject({ status: "paused", pausedWhy: "limit" });
  await shop.db.shop.update({ where: { domain: SHOP }, data: { settings: settings as object } });
  const paused = await running(shop, gidsOf(shop, "canvas-tote"));
  await shop.batches.pauseBatch({ shop: SHOP, batchId: paused });
  const began = messages();
  for (const minutes of [6, 60, 10_080]) await workOff(shop, later(minutes).deps);
  for (const batchId of [capped, weekly, paused]) expect(await view(batchId)).toMatchObject({ status: "paused" });
  expect(messages() - began).toBe(0);
});

test("paused by the merchant while it waited for credits, it waits for the merchant from then on", async () => {
  shop.fakeNemo.control.setCredits(NEMO_USER, 50);
  const batchId = await running(shop, gidsOf(shop, "stoneware-mug"));
  await workOff(shop);
  expect(await view(batchId)).toMatchObject({ status: "paused", pausedWhy: "balance" });
  await shop.batches.pauseBatch({ shop: SHOP, batchId });
  shop.fakeNemo.control.setCredits(NEMO_USER, 1_000);
  const began = messages();
  await workOff(shop, later(12).deps);
  expect(await view(batchId)).toMatchObject({ status: "paused", pausedWhy: "person" });
  expect(messages() - began).toBe(0);
});

test("two workers that look at the same moment let it go on once", async () => {
  shop.fakeNemo.control.setCredits(NEMO_USER, 50);
  const batchId = await running(shop, gidsOf(shop, "stoneware-mug", "linen-cushion"));
  await workOff(shop);
  const { revision } = await shop.db.batch.findUniqueOrThrow({ where: { id: batchId } });
  shop.fakeNemo.control.setCredits(NEMO_USER, 1_000);
  const began = messages();
  await Promise.all([feed(shop, later(6).deps), feed(shop, later(6).deps)]);
  expect(await shop.db.batch.findUniqueOrThrow({ where: { id: batchId } })).toMatchObject({ status: "running", revision: revision + 1, resumeLookAt: null });
  await workOff(shop);
  expect(messages() - began).toBe(2);
});
