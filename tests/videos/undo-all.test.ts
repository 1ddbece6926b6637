// All videos of a shop off its products, and the other ways in which a video comes off or back without a person here: the merchant in Shopify itself,
// the app removed and installed again.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { ensureShop } from "#app/shops/ensure-shop.server.ts";
import { lookAtProduct } from "#app/videos/look-at-product.server.ts";
import { productChangeQueue } from "#app/videos/product-change-queue.ts";
import { removalQueue } from "#app/videos/removal/removal-queue.ts";
import { runRemoval } from "#app/videos/removal/run-removal.server.ts";
import { sweepVideos } from "#app/videos/sweep-videos.server.ts";
import { NEMO_USER, openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";
import { usePublications } from "./use-publications.ts";

const HANDLES = ["linen-cushion", "canvas-tote", "walnut-desk-lamp"];
let shop: TestShop;
let before: string[][];
beforeAll(async () => {
  shop = await openTestShop({ perShop: 50, nemoCredits: 100_000, film: { size: 128, fps: 5 } });
});
afterAll(async () => {
  await shop?.close();
});
const { media, row, fileOf, ready, publish, undo, view, merchant } = usePublications(() => shop);
const listings = () => HANDLES.map(media);
beforeEach(() => {
  before = listings();
});
afterEach(async () => {
  shop.fakeNemo.control.setCredits(NEMO_USER, 100_000);
  // an undo may bring another one back
  for (let left = 1; left > 0; left = await shop.db.video.count({ where: { status: "published" } })) {
    for (const { id } of await shop.db.video.findMany({ where: { status: "published" } })) await undo(id);
  }
  expect(listings()).toEqual(before);
  expect([shop.fakeNemo.ledger.violations(), shop.fakeShopify.ledger.violations]).toEqual([[], []]);
  expect(shop.logLines.filter((line) => line.includes("bug in a step"))).toEqual([]);
  await shop.db.$executeRaw`DELETE FROM pgboss.job`;
});

const status = async (videoId: string) => (await row(videoId)).status;
const removal = () => shop.videos.readRemoval({ shop: SHOP });
const waitingJobs = async (name: string) => (await shop.db.$queryRaw<{ data: object }[]>`SELECT data FROM pgboss.job WHERE name = ${name} AND state = 'created'`).length;
const withdrawing = () => shop.db.video.findMany({ where: { shop: SHOP, status: "withdrawing" }, select: { id: true } });
/** What the workers of the removal and of the videos do, one after the other. */
async function work(): Promise<void> {
  for (let i = 0; i < 50 && (await removal()).moving; i++) {
    await runRemoval(shop.deps, { shop: SHOP });
    for (const { id } of await withdrawing()) await shop.drive(id);
  }
}
const publishOn = async (handle: string, replace = false) => {
  const videoId = await ready(handle);
  expect(await publish(videoId, { place: "second", replace })).toBe("published");
  return videoId;
};

test("all are taken off, a few at a time, with the progress told; a second wish joins the first", async () => {
  const ids = [];
  for (let i = 0; i < 6; i++) ids.push(await publishOn(HANDLES[i % 3] ?? ""));
  expect(await removal()).toEqual({ published: 6, removal: null, moving: false });
  await shop.videos.removeAllVideos({ shop: SHOP, askedBy: "43" });
  await shop.videos.removeAllVideos({ shop: SHOP, askedBy: "43" });
  expect(await waitingJobs(removalQueue.name)).toBe(1);
  expect(await removal()).toMatchObject({ published: 6, removal: { total: 6, off: 0, stopped: 0, doneAt: null }, moving: true });
  expect(await view(ids[0] ?? "")).toMatchObject({ status: "published", undo: { wantedAt: expect.any(String) } });

  await runRemoval(shop.deps, { shop: SHOP });
  await runRemoval(shop.deps, { shop: SHOP });
  expect(await withdrawing()).toHaveLength(5);
  await shop.drive((await withdrawing())[0]?.id ?? "");
  expect(await removal()).toMatchObject({ removal: { off: 1 }, moving: true });
  await work();
  expect(await removal()).toMatchObject({ published: 0, removal: { total: 6, off: 6, stopped: 0, doneAt: expect.any(String) }, moving: false });
  expect(listings()).toEqual(before);
  expect(await Promise.all(ids.map(status))).toEqual(ids.map(() => "withdrawn"));
  expect((await row(ids[0] ?? "")).publication?.undoBy).toBe("43");
  await expect(shop.videos.removeAllVideos({ shop: SHOP, askedBy: null })).rejects.toMatchObject({ code: "video.nothing_published" });
});

test("a replaced video does not come back, and what stops is counted and waits for a person; the next removal takes it up", async () => {
  const older = await publishOn("linen-cushion");
  const newer = await publishOn("linen-cushion", true);
  const other = await publishOn("canvas-tote");
  await shop.videos.removeAllVideos({ shop: SHOP, askedBy: null });
  await runRemoval(shop.deps, { shop: SHOP });
  shop.fakeShopify.control.failNext({ status: 402, operation: "UpdateFiles" });
  await shop.drive(other);
  await work();
  expect([await status(older), await status(newer), await status(other)]).toEqual(["replaced", "withdrawn", "attention"]);
  expect(await removal()).toMatchObject({ removal: { total: 2, off: 1, stopped: 1, doneAt: expect.any(String) }, moving: false });
  await shop.videos.removeAllVideos({ shop: SHOP, askedBy: null });
  await work();
  expect([await status(other), listings()]).toEqual(["withdrawn", before]);
});

test("a removal whose job was lost is found by the sweep; one video asked for meanwhile stays part of it", async () => {
  const one = await publishOn("canvas-tote");
  await shop.videos.removeAllVideos({ shop: SHOP, askedBy: null });
  await shop.db.$executeRaw`DELETE FROM pgboss.job`;
  await shop.db.shop.update({ where: { domain: SHOP }, data: { removeAllAt: new Date(Date.now() - 600_000) } });
  await shop.db.publication.updateMany({ where: { videoId: one }, data: { undoWantedAt: (await shop.db.shop.findUniqueOrThrow({ where: { domain: SHOP } })).removeAllAt } });
  await sweepVideos(shop.deps);
  expect(await waitingJobs(removalQueue.name)).toBe(1);
  await undo(one);
  expect(await removal()).toMatchObject({ removal: { total: 1, off: 1 }, moving: true });
  await work();
  expect((await removal()).moving).toBe(false);
});

test("a video that the merchant took off in Shopify says so after Shopify's notice, with one call, and is published again for nothing", async () => {
  const videoId = await publishOn("linen-cushion");
  const fileGid = await fileOf(videoId);
  const { gid: productGid } = shop.product("linen-cushion");
  await lookAtProduct(shop.deps, { shop: SHOP, productGid });
  expect(await status(videoId)).toBe("published");
  await merchant.takeOff("linen-cushion", fileGid);
  const calls = shop.fakeShopify.ledger.adminCalls.length;
  await lookAtProduct(shop.deps, { shop: SHOP, productGid });
  expect(shop.fakeShopify.ledger.adminCalls.length).toBe(calls + 1);
  expect(await view(videoId)).toMatchObject({ status: "removed", badge: { text: "Removed in Shopify", tone: "attention" }, headline: expect.stringMatching(/publish it again; nothing is charged/), can: { publishAgain: true, undo: false }, published: null });
  const list = await shop.videos.listProducts({ shop: SHOP, admin: shop.admin, search: "Linen Cushion", after: null });
  expect(list.rows[0]?.mark?.badge.text).toBe("Removed in Shopify");
  // back by the merchant's own hand: it is ours all the same
  await merchant.putOn("linen-cushion", fileGid);
  await lookAtProduct(shop.deps, { shop: SHOP, productGid });
  expect(await status(videoId)).toBe("published");
  await merchant.takeOff("linen-cushion", fileGid);
  await lookAtProduct(shop.deps, { shop: SHOP, productGid });
  const [messages, files] = [shop.fakeNemo.ledger.messagesAccepted(), shop.fakeShopify.ledger.filesCreated.length];
  expect(await publish(videoId, { place: "last" })).toBe("published");
  expect([shop.fakeNemo.ledger.messagesAccepted(), shop.fakeShopify.ledger.filesCreated.length]).toEqual([messages, files]);
});

test("the product's page sees it as well, and a video that is on its way off is left to its worker", async () => {
  const [gone, leaving] = [await publishOn("linen-cushion"), await publishOn("linen-cushion")];
  await shop.videos.undoVideo({ shop: SHOP, videoId: leaving, undoneBy: null });
  await shop.step(leaving);
  await merchant.takeOff("linen-cushion", await fileOf(gone));
  const page = await shop.videos.productPage({ shop: SHOP, admin: shop.admin, productGid: shop.product("linen-cushion").gid, recipe: null });
  expect(page?.videos.filter(({ id }) => id === gone || id === leaving).map((video) => video.status).toSorted()).toEqual(["removed", "withdrawing"]);
  expect(await shop.drive(leaving)).toBe("withdrawn");
});

test("a newer notice wins over an older look: what changed after the rows were read is not overwritten", async () => {
  const videoId = await publishOn("linen-cushion");
  const { gid: productGid } = shop.product("linen-cushion");
  await merchant.takeOff("linen-cushion", await fileOf(videoId));
  const admin = { ...shop.admin, getProduct: async (o: { productGid: string }) => {
    const product = await shop.admin.getProduct(o);
    await shop.videos.undoVideo({ shop: SHOP, videoId, undoneBy: null });
    return product;
  } };
  await lookAtProduct({ ...shop.deps, shopifyFor: async () => admin }, { shop: SHOP, productGid });
  expect(await status(videoId)).toBe("withdrawing");
  expect(await shop.drive(videoId)).toBe("withdrawn");
});

test("uninstalled and installed again: what is on the products is ours still and is looked for; what stopped goes on for nothing", async () => {
  const [stays, gone, leaving] = [await publishOn("linen-cushion"), await publishOn("canvas-tote"), await publishOn("walnut-desk-lamp")];
  const publishing = await ready("walnut-desk-lamp");
  await shop.videos.approveVideo({ shop: SHOP, videoId: publishing, approvedBy: null, place: "last", alt: "", replace: false });
  const inTurn = await ready("walnut-desk-lamp");
  await shop.videos.approveVideo({ shop: SHOP, videoId: inTurn, approvedBy: null, place: "last", alt: "", replace: false });
  await shop.db.video.update({ where: { id: inTurn }, data: { status: "queued" } }); // as where no place of the shop is free
  await shop.videos.removeAllVideos({ shop: SHOP, askedBy: null });
  await shop.videos.undoVideo({ shop: SHOP, videoId: leaving, undoneBy: null });
  await shop.step(leaving); // it is off by now
  await shop.videos.uninstallShop({ shop: SHOP });
  expect(await Promise.all([stays, leaving, publishing, inTurn].map(status))).toEqual(["published", "withdrawn", "attention", "attention"]);
  expect((await removal()).removal).toBeNull();
  await merchant.deleteFile(await fileOf(gone));

  await shop.db.$executeRaw`DELETE FROM pgboss.job`;
  await ensureShop(shop.db, SHOP);
  expect(await view(gone)).toMatchObject({ status: "published", undo: null });
  await view(stays);
  await view(stays);
  expect(await waitingJobs(productChangeQueue.name)).toBe(2);
  for (const handle of HANDLES) await lookAtProduct(shop.deps, { shop: SHOP, productGid: shop.product(handle).gid });
  expect([await status(stays), await status(gone)]).toEqual(["published", "removed"]);
  await shop.db.$executeRaw`DELETE FROM pgboss.job`;
  await view(stays);
  expect(await waitingJobs(productChangeQueue.name)).toBe(0);

  expect(await publish(gone)).toBe("published"); // uploaded afresh from the kept copy
  await shop.videos.retryVideo({ shop: SHOP, videoId: publishing });
  expect(await shop.drive(publishing)).toBe("published");
  expect(await publish(leaving)).toBe("published");
});
