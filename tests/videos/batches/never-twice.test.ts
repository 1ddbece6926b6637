// The first promise, for many at once: one message a product, whoever presses, clicks or dies when.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { beginItem } from "#app/videos/batches/begin-item.server.ts";
import { nextTurn, type Turn } from "#app/videos/batches/next-turn.server.ts";
import { lockShop } from "#app/videos/admit-videos.server.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";
import { feed, gather, gidsOf, newBatch, quoted, running, workOff } from "./drive-batches.ts";

const three = ["olive-soap", "beeswax-candle", "oak-board"];
let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ perShop: 2, nemoCredits: 100_000 });
});
afterAll(() => shop.close());
beforeEach(() => shop.fakeNemo.control.always("render-plan-refused"));
afterEach(async () => {
  shop.fakeNemo.control.clear();
  await shop.db.batch.deleteMany({});
  await shop.db.video.deleteMany({});
});
const view = async (batchId: string) => (await shop.batches.getBatch({ shop: SHOP, batchId }))!;
const took = async (work: () => Promise<unknown>) => {
  const before = shop.fakeNemo.ledger.messagesAccepted();
  await work();
  return shop.fakeNemo.ledger.messagesAccepted() - before;
};
const workers = () => [shop.batchDeps, { ...shop.batchDeps, ...shop.worker("worker-2") }, { ...shop.batchDeps, ...shop.worker("worker-3") }];
const turnNow = () => shop.db.$transaction(async (tx) => {
  await lockShop(tx, SHOP);
  return nextTurn(tx, { shop: SHOP, perShop: 2, now: new Date() });
}) as Promise<Turn>;

test("confirmed twice at once in two tabs, fed by three workers at once: one message each, never more places than there are", async () => {
  const batchId = await quoted(shop, { selection: { kind: "hand", productGids: gidsOf(shop, ...three, ...three) } });
  expect(await took(async () => {
    await Promise.all([1, 2].map(() => shop.batches.confirmBatch({ shop: SHOP, batchId, capCredits: null, confirmedBy: null })));
    await Promise.all(workers().map((as) => feed(shop, as)));
    expect(await shop.db.video.count()).toBe(2);
    await workOff(shop);
  })).toBe(3);
  expect(await view(batchId)).toMatchObject({ status: "done", spentCredits: 300, counts: { all: 3 } });
});

test("the same turn taken by two workers begins one video", async () => {
  await running(shop, gidsOf(shop, ...three));
  const turn = await turnNow();
  const outcomes = await Promise.all([beginItem(shop.batchDeps, turn), beginItem(shop.batchDeps, turn)]);
  expect(outcomes.toSorted()).toEqual(["begun", "over"]);
  expect(await shop.db.video.count()).toBe(1);
});

test("the same product in two batches, and asked for by hand meanwhile, is made once; the others say so", async () => {
  const [one, two] = [await running(shop, gidsOf(shop, ...three)), await running(shop, gidsOf(shop, ...three))];
  expect(await took(async () => {
    await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product("oak-board").gid, recipe: null, prompt: null, requestedBy: null });
    await workOff(shop);
  })).toBe(3);
  const batches = await Promise.all([one, two].map(view));
  expect(batches.map((batch) => batch.status)).toEqual(["done", "done"]);
  expect(batches.reduce((sum, batch) => sum + batch.counts.skipped, 0)).toBe(4);
  expect(await shop.db.video.count()).toBe(3);
});

test("a worker that dies between beginning and linking leaves neither; the next one begins once", async () => {
  const batchId = await running(shop, gidsOf(shop, ...three));
  const turn = await turnNow();
  // at the last moment before the commit: the row and its link are written, the first job is not
  const dying = { ...shop.batchDeps, jobs: { ...shop.batchDeps.jobs, enqueueMany: () => Promise.reject(new Error("killed")) } };
  await expect(beginItem(dying, turn)).rejects.toThrow("killed");
  expect([await shop.db.video.count(), (await view(batchId)).counts.waiting]).toEqual([0, 3]);
  expect(await took(() => workOff(shop))).toBe(3);
});

test("paused or canceled at the very moment of a turn, nothing begins", async () => {
  const batchId = await running(shop, gidsOf(shop, ...three));
  const turn = await turnNow();
  await shop.batches.pauseBatch({ shop: SHOP, batchId });
  expect(await beginItem(shop.batchDeps, turn)).toBe("over");
  await shop.batches.cancelBatch({ shop: SHOP, batchId, alsoBegun: true });
  expect(await beginItem(shop.batchDeps, turn)).toBe("over");
  expect(await shop.db.video.count()).toBe(0);
});

test("a shop that removes the app stops its batches, is not taken back by a worker, and goes on only by a person's word", async () => {
  const batchId = await running(shop, gidsOf(shop, ...three));
  const { batchId: started } = await shop.batches.startSelection({ shop: SHOP, productGids: gidsOf(shop, "linen-cushion"), requestedBy: null, requestKey: "8c0f9d1e-7d0f-4a52-9e35-0c6f0a4f5a11" });
  const turn = await turnNow();
  await shop.videos.uninstallShop({ shop: SHOP });
  expect(await beginItem(shop.batchDeps, turn)).toBe("over");
  await feed(shop);
  await gather(shop, started ?? "");
  const row = await shop.db.shop.findUniqueOrThrow({ where: { domain: SHOP } });
  expect([row.uninstalledAt !== null, await shop.db.video.count()]).toEqual([true, 0]);
  await shop.videos.home({ shop: SHOP });
  await gather(shop, started ?? "");
  await feed(shop);
  expect([(await view(batchId)).status, (await view(started ?? "")).status, await shop.db.video.count()]).toEqual(["paused", "quoted", 0]);
  expect(await took(async () => {
    await shop.batches.resumeBatch({ shop: SHOP, batchId });
    await workOff(shop);
  })).toBe(3);
});

test("what the shop has to erase takes its batches along", async () => {
  await running(shop, gidsOf(shop, ...three));
  await shop.videos.redactShop({ shop: SHOP });
  expect([await shop.db.batch.count(), await shop.db.batchItem.count()]).toEqual([0, 0]);
  await shop.batches.createBatch(newBatch({ selection: { kind: "without_video" } }));
});
