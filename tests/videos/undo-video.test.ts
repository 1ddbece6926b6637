// The way back of one published video: off the product, everything else as it was or as the merchant has made it since, nothing charged. The ledger
// of the stand-in says what was touched.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { makeMortal } from "#tests/chaos/mortal-worker.ts";
import { NEMO_USER, openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";
import { countCalls, driveWithDeath, placesIn, usePublications } from "./use-publications.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ perShop: 50, nemoCredits: 100_000, film: { size: 128, fps: 5 } });
});
afterAll(async () => {
  await shop?.close();
});
const { media, row, fileOf, ready, publish, undo, view, merchant } = usePublications(() => shop);
let since: { messages: number; files: number; credits: number };
beforeEach(() => {
  const { ledger } = shop.fakeNemo;
  since = { messages: ledger.messagesAccepted(), credits: ledger.creditsCharged(), files: shop.fakeShopify.ledger.filesCreated.length };
});
afterEach(async () => {
  shop.fakeNemo.control.setCredits(NEMO_USER, 100_000);
  expect([shop.fakeNemo.ledger.violations(), shop.fakeShopify.ledger.violations]).toEqual([[], []]);
  expect(shop.logLines.filter((line) => line.includes("bug in a step") && !line.includes("Died: "))).toEqual([]);
});
/** Every change of a listing since, but for the named file: what was done to the merchant's own media. */
const touched = (fileGid: string, at: number) => {
  const { attachments, detachments, moves } = shop.fakeShopify.ledger;
  return [...attachments, ...detachments, ...moves].filter((change) => change.at >= at && change.mediaGid !== fileGid);
};
/** A worker right before whose first call of that name something else happens. */
function interrupted(call: string, what: () => Promise<unknown>): TestShop["deps"] {
  let done = false;
  return makeMortal(shop.worker("interrupted"), undefined, async (name) => {
    if (done || name !== call) return;
    done = true;
    await what();
  }).deps;
}
const adminCalls = (at: number) => shop.fakeShopify.ledger.adminCalls.filter((call) => call.at >= at).map(({ name }) => name);

test.each(["last", "second", "0"])("published %s and taken off again: the listing is as it was, with three calls, and nothing is charged", async (place) => {
  const handle = "linen-cushion";
  const before = media(handle);
  const videoId = await ready(handle);
  expect(await publish(videoId, { place, replace: false })).toBe("published");
  const fileGid = await fileOf(videoId);
  expect(media(handle)).toContain(fileGid);
  const at = Date.now();
  since.credits = shop.fakeNemo.ledger.creditsCharged();

  expect(await undo(videoId)).toBe("withdrawn");
  expect(media(handle)).toEqual(before);
  expect(touched(fileGid, at)).toEqual([]);
  expect(adminCalls(at)).toEqual(["ProductMediaIds", "UpdateFiles", "ProductMediaIds"]);
  expect(shop.fakeShopify.ledger.filesDeleted).toEqual([]);
  expect(shop.fakeNemo.ledger.creditsCharged()).toBe(since.credits);
  expect((await row(videoId)).publication).toMatchObject({ undoState: "DONE", undoBy: "43", undoneAt: expect.any(Date), undoNote: null });
  const seen = await view(videoId);
  expect(seen).toMatchObject({ status: "withdrawn", badge: { text: "Taken off" }, published: null, moving: false, undo: { note: null }, can: { undo: false, publishAgain: true, approve: false, discard: false } });
  expect(seen.steps.at(-1)).toMatchObject({ key: "undo", state: "done", startedAt: expect.any(String), finishedAt: expect.any(String) });
});

async function published(handle: string, place = "second"): Promise<{ videoId: string; fileGid: string; before: string[] }> {
  const before = media(handle);
  const videoId = await ready(handle);
  expect(await publish(videoId, { place, replace: false })).toBe("published");
  return { videoId, fileGid: await fileOf(videoId), before };
}

test("what the merchant did meanwhile is left alone and said: another order, a picture more, a picture less", async () => {
  const handle = "canvas-tote";
  const { videoId, fileGid, before } = await published(handle);
  const [first, second] = before;
  const guest = media("stoneware-mug")[0] ?? "";
  await merchant.move(handle, before.at(-1) ?? "", 0);
  await merchant.putOn(handle, guest);
  await merchant.takeOff(handle, second ?? "");
  const order = media(handle);
  const at = Date.now();

  expect(await undo(videoId)).toBe("withdrawn");
  expect(media(handle)).toEqual(order.filter((gid) => gid !== fileGid));
  expect(media(handle)).toContain(first);
  expect(touched(fileGid, at)).toEqual([]);
  const { undo: way, steps } = await view(videoId);
  expect(way?.note).toBe("The media were put in another order since; that order was kept. One medium that was added since stays on the product. One medium that was removed since was not put back.");
  expect(steps.at(-1)?.note).toBe(way?.note);
  await merchant.takeOff(handle, guest);
});

test("a video that the merchant moved is taken off where it is, and there is nothing to say", async () => {
  const handle = "walnut-desk-lamp";
  const { videoId, fileGid, before } = await published(handle, "last");
  await merchant.move(handle, fileGid, 0);
  expect(await undo(videoId)).toBe("withdrawn");
  expect(media(handle)).toEqual(before);
  expect((await view(videoId)).undo?.note).toBeNull();
});

test("a video that the merchant had taken off already, or whose file he deleted, is off: no call changes anything", async () => {
  const handle = "walnut-desk-lamp";
  for (const gone of [(fileGid: string) => merchant.takeOff(handle, fileGid), (fileGid: string) => merchant.deleteFile(fileGid)]) {
    const { videoId, fileGid, before } = await published(handle);
    await gone(fileGid);
    const at = Date.now();
    expect(await undo(videoId)).toBe("withdrawn");
    expect([media(handle), adminCalls(at).includes("UpdateFiles")]).toEqual([before, false]);
    expect((await view(videoId)).undo?.note).toBe("The video had already been removed from the product in Shopify.");
  }
});

test("a file that is deleted between the look and the call is an end, not a failure", async () => {
  const handle = "walnut-desk-lamp";
  const { videoId, fileGid, before } = await published(handle);
  await shop.videos.undoVideo({ shop: SHOP, videoId, undoneBy: null });
  await shop.step(videoId, interrupted("shopify.detachFromProduct", () => merchant.deleteFile(fileGid)));
  expect(await shop.drive(videoId)).toBe("withdrawn");
  expect(media(handle)).toEqual(before);
});

test.each([["before the look", "oak-board"], ["between the look and the call", "wool-throw"], ["before the last look", "beeswax-candle"]])("a product that is deleted %s: the video is off, and its file is said to be in Shopify still", async (when, handle) => {
  const { videoId } = await published(handle, "last");
  const { gid } = shop.product(handle);
  const remove = async () => shop.fakeShopify.control.deleteProduct(gid);
  if (when === "before the look") await remove();
  await shop.videos.undoVideo({ shop: SHOP, videoId, undoneBy: null });
  if (when === "between the look and the call") await shop.step(videoId, interrupted("shopify.detachFromProduct", remove));
  if (when === "before the last look") {
    await shop.step(videoId);
    await remove();
  }
  expect(await shop.drive(videoId)).toBe("withdrawn");
  expect((await view(videoId)).undo?.note).toMatch(/product is no longer in your shop.*Content > Files/);
});

test("a refused token tries again by itself, then waits for a person; it goes on where it stopped", async () => {
  const handle = "linen-cushion";
  const { videoId, before } = await published(handle);
  shop.fakeShopify.control.failNext({ status: 401, times: 8, operation: "ProductMediaIds" });
  expect(await undo(videoId)).toBe("attention");
  const stopped = await view(videoId);
  expect(stopped).toMatchObject({
    headline: "The video could not be taken off the product yet.",
    problem: { code: "shopify.access_lost", text: expect.stringMatching(/Open the app once/), charge: "Nothing is charged for taking a video off." },
    can: { retry: true, discard: false, undo: false, leaveUndo: true, approve: false, publishAgain: false },
  });
  await expect(shop.videos.discardVideo({ shop: SHOP, videoId })).rejects.toMatchObject({ code: "video.moved_on" });
  await shop.videos.retryVideo({ shop: SHOP, videoId });
  expect(await shop.drive(videoId)).toBe("withdrawn");
  expect(media(handle)).toEqual(before);
});

test("a frozen store stops it at once; the merchant may leave the video where it is, or ask again", async () => {
  const handle = "linen-cushion";
  const { videoId, fileGid, before } = await published(handle);
  shop.fakeShopify.control.failNext({ status: 402, operation: "UpdateFiles" });
  expect(await undo(videoId)).toBe("attention");
  expect((await view(videoId)).problem?.code).toBe("shopify.shop_frozen");
  await shop.videos.leaveUndo({ shop: SHOP, videoId });
  expect(await view(videoId)).toMatchObject({ status: "published", published: { position: 1 }, undo: null, problem: null, can: { undo: true } });
  expect(media(handle)).toContain(fileGid);

  shop.fakeShopify.control.failNext({ status: 402, operation: "UpdateFiles" });
  await undo(videoId);
  expect(await undo(videoId)).toBe("withdrawn"); // asked again instead of tried again: the same
  expect(media(handle)).toEqual(before);
});

test("left as it is after it was taken off: it stays off", async () => {
  const handle = "linen-cushion";
  const { videoId, before } = await published(handle);
  await shop.videos.undoVideo({ shop: SHOP, videoId, undoneBy: null });
  await shop.step(videoId);
  shop.fakeShopify.control.failNext({ status: 423, operation: "ProductMediaIds" });
  expect(await shop.drive(videoId)).toBe("attention");
  expect((await view(videoId)).headline).toBe("Taking the video off the product is not finished yet.");
  await shop.videos.leaveUndo({ shop: SHOP, videoId });
  expect(await view(videoId)).toMatchObject({ status: "withdrawn", undo: { note: "The rest was left as it is." }, can: { publishAgain: true } });
  expect(media(handle)).toEqual(before);
  await expect(shop.videos.leaveUndo({ shop: SHOP, videoId })).resolves.toBeUndefined();
});

test("throttled and lost answers are waited for and repeated; the reference goes once", async () => {
  const handle = "linen-cushion";
  const { videoId, fileGid, before } = await published(handle);
  shop.fakeShopify.control.throttleNext(3);
  shop.fakeShopify.control.loseAnswer("UpdateFiles");
  shop.fakeShopify.control.loseAnswer("ProductMediaIds");
  expect(await undo(videoId)).toBe("withdrawn");
  expect(media(handle)).toEqual(before);
  expect(shop.fakeShopify.ledger.detachments.filter((change) => change.mediaGid === fileGid)).toHaveLength(1);
});

test("a reference that Shopify still shows is looked at again before anything is believed", async () => {
  const handle = "linen-cushion";
  const { videoId, fileGid, before } = await published(handle);
  await shop.videos.undoVideo({ shop: SHOP, videoId, undoneBy: null });
  await shop.step(videoId);
  await merchant.putOn(handle, fileGid); // as a read that is behind would say
  await shop.step(videoId);
  expect(await row(videoId)).toMatchObject({ status: "withdrawing", step: "confirm_undo", errorCode: "shopify.still_attached" });
  await merchant.takeOff(handle, fileGid);
  expect(await shop.drive(videoId)).toBe("withdrawn");
  expect(media(handle)).toEqual(before);
});

test("a second click changes nothing; another shop's video and one that is not on a product are refused", async () => {
  const handle = "linen-cushion";
  const { videoId } = await published(handle);
  const ask = () => shop.videos.undoVideo({ shop: SHOP, videoId, undoneBy: null });
  await Promise.all([ask(), ask(), ask()]);
  expect(await shop.drive(videoId)).toBe("withdrawn");
  await ask();
  const { status, events } = await row(videoId);
  expect([status, events.filter((event) => event.step === "detach" && event.kind === "started")]).toEqual(["withdrawn", [expect.anything()]]);
  await expect(shop.videos.undoVideo({ shop: "other.myshopify.com", videoId, undoneBy: null })).rejects.toMatchObject({ code: "video.not_found" });
  const other = await ready("canvas-tote");
  await expect(shop.videos.undoVideo({ shop: SHOP, videoId: other, undoneBy: null })).rejects.toMatchObject({ code: "video.moved_on" });
  await shop.videos.discardVideo({ shop: SHOP, videoId: other });
});

test("published again: from the file in the shop, without an upload; and once more from the kept copy when the file was deleted", async () => {
  const handle = "linen-cushion";
  const { videoId, fileGid, before } = await published(handle, "last");
  await undo(videoId);
  since.files = shop.fakeShopify.ledger.filesCreated.length;
  since.messages = shop.fakeNemo.ledger.messagesAccepted();
  expect(await publish(videoId, { place: "second" })).toBe("published");
  expect(media(handle)).toEqual([before[0], fileGid, ...before.slice(1)]);
  expect(await view(videoId)).toMatchObject({ undo: null, published: { position: 1 }, can: { undo: true } });
  expect(shop.fakeShopify.ledger.filesCreated).toHaveLength(since.files);

  expect(await undo(videoId)).toBe("withdrawn");
  await merchant.deleteFile(fileGid);
  expect(await publish(videoId)).toBe("published");
  expect(media(handle)).toEqual([...before, await fileOf(videoId)]);
  expect(await fileOf(videoId)).not.toBe(fileGid);
  expect(shop.fakeShopify.ledger.filesCreated).toHaveLength(since.files + 1);
  expect(shop.fakeNemo.ledger.messagesAccepted()).toBe(since.messages);
  expect(await undo(videoId)).toBe("withdrawn");
  expect(media(handle)).toEqual(before);
});

test("a video whose publication stopped after it was attached can be taken off, and cannot be discarded", async () => {
  const handle = "linen-cushion";
  const before = media(handle);
  const videoId = await ready(handle);
  await shop.videos.approveVideo({ shop: SHOP, videoId, approvedBy: null, place: "second", alt: "", replace: false });
  shop.fakeShopify.control.failNext({ status: 402, operation: "MoveMedia" });
  expect(await shop.drive(videoId)).toBe("attention");
  expect(media(handle)).toHaveLength(before.length + 1);
  expect((await view(videoId)).can).toMatchObject({ retry: true, undo: true, discard: false });
  await expect(shop.videos.discardVideo({ shop: SHOP, videoId })).rejects.toMatchObject({ code: "video.moved_on" });
  expect(await undo(videoId)).toBe("withdrawn");
  expect(media(handle)).toEqual(before);
});

test("killed at every call of the way off, the video ends off the product, and only its own reference was touched", async () => {
  const handle = "linen-cushion";
  const { videoId, fileGid, before } = await published(handle);
  await shop.videos.undoVideo({ shop: SHOP, videoId, undoneBy: null });
  const places = placesIn(await countCalls(shop, videoId));
  expect(places.length).toBeGreaterThan(2);
  for (const death of places) {
    expect(await publish(videoId, { place: "second" })).toBe("published");
    const at = Date.now();
    await shop.videos.undoVideo({ shop: SHOP, videoId, undoneBy: null });
    const status = await driveWithDeath(shop, videoId, death);
    const { publication } = await row(videoId);
    expect([death, status, media(handle), publication?.undoNote, touched(fileGid, at)]).toEqual([death, "withdrawn", before, null, []]);
  }
}, 60_000);
