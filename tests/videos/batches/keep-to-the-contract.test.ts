// What stops a batch and what goes on: the cap, the balance, the account, a person. Every figure is the ledger's. The files themselves are not
// rendered here (NemoVideo refuses that after the paid work), so each video ends soon after its one message.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
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
});
const view = async (batchId: string) => (await shop.batches.getBatch({ shop: SHOP, batchId }))!;
const messages = () => shop.fakeNemo.ledger.messagesAccepted();
/** Messages that NemoVideo took since `before`, and what they cost. */
async function since(work: () => Promise<unknown>): Promise<{ messages: number; credits: number }> {
  const before = [messages(), shop.fakeNemo.ledger.creditsCharged()] as const;
  await work();
  return { messages: messages() - before[0], credits: shop.fakeNemo.ledger.creditsCharged() - before[1] };
}

test("at its cap a batch pauses: not one message more, and with a higher cap exactly the rest", async () => {
  const batchId = await running(shop, gidsOf(shop, ...five), { capCredits: 350 });
  expect(await since(() => workOff(shop))).toEqual({ messages: 3, credits: 300 });
  expect(await view(batchId)).toMatchObject({ status: "paused", pausedWhy: "cap", spentCredits: 300, mayStillTake: 0, counts: { waiting: 2, attention: 3 }, pausedText: expect.stringMatching(/cap of 350 credits is reached.*nothing more is charged/i) });
  expect(await since(async () => {
    await shop.batches.resumeBatch({ shop: SHOP, batchId });
    await workOff(shop);
  })).toEqual({ messages: 0, credits: 0 });
  expect(await view(batchId)).toMatchObject({ status: "paused", pausedWhy: "cap" });
  expect(await since(async () => {
    await shop.batches.resumeBatch({ shop: SHOP, batchId, capCredits: 500 });
    await workOff(shop);
  })).toEqual({ messages: 2, credits: 200 });
  expect(await view(batchId)).toMatchObject({ status: "done", spentCredits: 500, counts: { waiting: 0 } });
});

test("when the credits end it pauses, the product keeps its turn, and more credits let it go on", async () => {
  shop.fakeNemo.control.setCredits(NEMO_USER, 250);
  const batchId = await running(shop, gidsOf(shop, ...five));
  // what an earlier test saw is not shown any more by then
  const fresh = { ...shop.batchDeps, showBalance: () => shop.nemo.readCredits({ kind: "own", nemoToken: NEMO_TOKEN, skillSource: "ecommerce-product-video" }) };
  expect(await since(() => workOff(shop, fresh))).toEqual({ messages: 2, credits: 200 });
  expect(await view(batchId)).toMatchObject({ status: "paused", pausedWhy: "balance", pausedText: expect.stringMatching(/too few credits/), spentCredits: 200, counts: { waiting: 3, attention: 2, failed: 0 } });
  expect(await shop.db.video.groupBy({ by: ["status"], _count: true, orderBy: { status: "asc" } })).toMatchObject([{ status: "attention", _count: 2 }, { status: "discarded" }]);
  shop.fakeNemo.control.setCredits(NEMO_USER, 1_000);
  expect(await since(async () => {
    await shop.batches.resumeBatch({ shop: SHOP, batchId });
    await workOff(shop);
  })).toEqual({ messages: 3, credits: 300 });
  expect(await view(batchId)).toMatchObject({ status: "done", spentCredits: 500 });
});

test("an account that is no longer accepted pauses it before anything is sent", async () => {
  shop.fakeNemo.control.revokeTokens();
  const batchId = await running(shop, gidsOf(shop, ...five));
  expect(await since(() => workOff(shop))).toEqual({ messages: 0, credits: 0 });
  expect(await view(batchId)).toMatchObject({ status: "paused", pausedWhy: "account", pausedText: expect.stringMatching(/Connect it again in Settings/), counts: { waiting: 5, failed: 0 } });
  shop.fakeNemo.control.registerToken({ nemoToken: NEMO_TOKEN, userId: NEMO_USER, credits: 10_000 });
  expect(await since(async () => {
    await shop.batches.resumeBatch({ shop: SHOP, batchId });
    await workOff(shop);
  })).toMatchObject({ messages: 5 });
});

test("where Shopify would take no further video, none is paid for; the quote says how many it takes", async () => {
  const batchId = await running(shop, gidsOf(shop, ...five));
  expect((await view(batchId)).quote).toMatchObject({ weekLeft: 1_000, hourLeft: 200, planSlotsLeft: expect.any(Number) });
  await shop.db.shop.update({ where: { domain: SHOP }, data: { uploadsPausedUntil: new Date(Date.now() + 3_600_000), uploadsPausedWhy: "shopify.plan_limit" } });
  expect(await since(() => workOff(shop))).toEqual({ messages: 0, credits: 0 });
  expect(await view(batchId)).toMatchObject({ status: "paused", pausedWhy: "limit", pausedText: expect.stringMatching(/Shopify plan did not permit another video.*nothing is paid for/), counts: { waiting: 5 } });
  await shop.db.shop.update({ where: { domain: SHOP }, data: { uploadsPausedUntil: null, uploadsPausedWhy: null } });
});

test("paused by a person, what is being made ends and nothing else begins; resumed, the rest is made", async () => {
  const batchId = await running(shop, gidsOf(shop, ...five));
  await feed(shop);
  await shop.batches.pauseBatch({ shop: SHOP, batchId });
  expect(await since(() => workOff(shop))).toMatchObject({ messages: 3 });
  expect(await view(batchId)).toMatchObject({ status: "paused", pausedWhy: "person", counts: { waiting: 2, making: 0 }, can: { resume: true, pause: false } });
  await shop.batches.resumeBatch({ shop: SHOP, batchId });
  expect(await since(() => workOff(shop))).toMatchObject({ messages: 2 });
});

test("canceled, what waits costs nothing; what is being made goes on, or is canceled too and said truly", async () => {
  const first = await running(shop, gidsOf(shop, ...five));
  await feed(shop);
  await shop.batches.cancelBatch({ shop: SHOP, batchId: first, alsoBegun: false });
  expect(await since(() => workOff(shop))).toMatchObject({ messages: 3 });
  expect(await view(first)).toMatchObject({ status: "canceled", finishedAt: expect.any(String), counts: { canceled: 2, attention: 3 } });

  await shop.db.video.deleteMany({});
  const second = await running(shop, gidsOf(shop, ...five));
  await feed(shop);
  await shop.batches.cancelBatch({ shop: SHOP, batchId: second, alsoBegun: true });
  expect(await since(() => workOff(shop))).toEqual({ messages: 0, credits: 0 });
  expect(await view(second)).toMatchObject({ status: "canceled", spentCredits: 0, counts: { canceled: 5 } });
  await expect(shop.batches.resumeBatch({ shop: SHOP, batchId: second })).rejects.toMatchObject({ code: "batch.moved_on" });
});

test("one that fails stops no other, and what never cost anything can have another turn", async () => {
  shop.fakeNemo.control.next("session-malformed");
  const batchId = await running(shop, gidsOf(shop, ...five));
  await feed(shop);
  const [unlucky] = await shop.db.video.findMany({ orderBy: { createdAt: "asc" }, take: 1 });
  await shop.drive(unlucky?.id ?? "");
  shop.fakeNemo.control.clear();
  shop.fakeNemo.control.always("render-plan-refused");
  expect(await since(() => workOff(shop))).toMatchObject({ messages: 4 });
  expect(await view(batchId)).toMatchObject({ status: "done", counts: { failed: 1, attention: 4 }, can: { retryFailed: true } });
  expect(await since(async () => {
    expect(await shop.batches.retryFailed({ shop: SHOP, batchId })).toEqual({ retried: 5 });
    await workOff(shop);
  })).toEqual({ messages: 1, credits: 100 });
  expect(await view(batchId)).toMatchObject({ status: "done", spentCredits: 500, counts: { failed: 0, attention: 5 } });
});

test("several batches of a shop take turns, and a single request goes before them", async () => {
  const [one, two] = [await running(shop, gidsOf(shop, "stoneware-mug", "linen-cushion", "canvas-tote")), await running(shop, gidsOf(shop, "oak-board", "walnut-desk-lamp", "olive-soap"))];
  await feed(shop);
  const single = await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product("beeswax-candle").gid, recipe: null, prompt: null, requestedBy: null });
  await workOff(shop);
  const order = (await shop.db.videoEvent.findMany({ where: { step: "check", kind: "started" }, orderBy: { id: "asc" } })).map((event) => event.videoId);
  const items = new Map((await shop.db.batchItem.findMany({})).map((item) => [item.videoId, item.batchId]));
  expect(order.map((videoId) => (videoId === single.videoId ? "single" : items.get(videoId) === one ? "one" : items.get(videoId) === two ? "two" : "?"))).toEqual(["one", "two", "one", "single", "two", "one", "two"]);
});

test("a product whose message may have left gets no other turn, neither by itself nor with the failed ones, whatever its row says of the charge", async () => {
  const batchId = await running(shop, gidsOf(shop, "stoneware-mug", "linen-cushion"));
  expect(await since(() => workOff(shop))).toEqual({ messages: 2, credits: 200 });
  // As a fault of ours could leave them: stopped for want of credits, "nothing charged", and the mark of the message there.
  await shop.db.video.updateMany({ data: { status: "failed", charged: "no", errorCode: "nemo.no_credits", canRetry: false } });
  await shop.db.message.updateMany({ data: { outcome: null } });
  await shop.db.batch.updateMany({ data: { status: "running", finishedAt: null } });
  expect(await since(async () => {
    await workOff(shop);
    await shop.batches.retryFailed({ shop: SHOP, batchId });
    await workOff(shop);
  })).toEqual({ messages: 0, credits: 0 });
  expect(await view(batchId)).toMatchObject({ counts: { failed: 2, waiting: 0 }, can: { retryFailed: false } });
});
