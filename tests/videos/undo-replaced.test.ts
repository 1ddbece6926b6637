// A newer video in the place of an older one, and back again: the new one first, then the old one's reference; its file stays in the shop.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { ExpectedError } from "#app/lib/expected-error.ts";
import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import { makeMortal } from "#tests/chaos/mortal-worker.ts";
import { NEMO_USER, openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";
import { countCalls, driveWithDeath, placesIn, usePublications } from "./use-publications.ts";

const HANDLE = "linen-cushion";
let shop: TestShop;
let pictures: string[];
beforeAll(async () => {
  shop = await openTestShop({ perShop: 50, nemoCredits: 100_000, film: { size: 128, fps: 5 } });
});
afterAll(async () => {
  await shop?.close();
});
const { media, row, fileOf, ready, publish, undo, view, merchant } = usePublications(() => shop);
let at: number;
beforeEach(() => {
  pictures = media(HANDLE);
  at = Date.now();
});
afterEach(async () => {
  shop.fakeNemo.control.setCredits(NEMO_USER, 100_000);
  for (const { id } of await shop.db.video.findMany({ where: { status: "published" } })) await undo(id);
  for (const { id } of await shop.db.video.findMany({ where: { status: "published" } })) await undo(id);
  expect(media(HANDLE).toSorted()).toEqual(pictures.toSorted());
  expect([shop.fakeNemo.ledger.violations(), shop.fakeShopify.ledger.violations]).toEqual([[], []]);
  expect(shop.logLines.filter((line) => line.includes("bug in a step") && !line.includes("Died: "))).toEqual([]);
});

const status = async (videoId: string) => (await row(videoId)).status;
/** What was done to the listing since, in order. */
const changes = (files: Record<string, string>) => {
  const { attachments, detachments, moves } = shop.fakeShopify.ledger;
  return [...attachments.map((one) => ({ ...one, what: "attach" })), ...detachments.map((one) => ({ ...one, what: "detach" })), ...moves.map((one) => ({ ...one, what: "move" }))]
    .filter((one) => one.at >= at).sort((a, b) => a.at - b.at).map((one) => `${one.what} ${files[one.mediaGid] ?? one.mediaGid}`);
};
const withShopify = (change: (admin: ShopifyAdmin) => Partial<ShopifyAdmin>): TestShop["deps"] => ({ ...shop.deps, shopifyFor: async () => ({ ...shop.admin, ...change(shop.admin) }) });

/** An older video at the second place, and a newer one that waits for approval. */
async function olderAndNewer(): Promise<{ older: string; newer: string; olderGid: string }> {
  const older = await ready(HANDLE);
  await publish(older, { place: "second", replace: false });
  const newer = await ready(HANDLE);
  at = Date.now();
  return { older, newer, olderGid: await fileOf(older) };
}

test("the newer one stands in the older one's place before that one goes; an undo brings it back there", async () => {
  const { older, newer, olderGid } = await olderAndNewer();
  expect((await view(newer)).older).toEqual({ id: older, publishedAt: expect.any(String) });
  expect(await publish(newer)).toBe("published");
  const newerGid = await fileOf(newer);
  const names = { [olderGid]: "older", [newerGid]: "newer" };
  expect(changes(names)).toEqual(["attach newer", "move newer", "detach older"]);
  expect(media(HANDLE)).toEqual([pictures[0], newerGid, ...pictures.slice(1)]);
  expect(await view(older)).toMatchObject({ status: "replaced", badge: { text: "Replaced" }, published: null, can: { publishAgain: true, undo: false, discard: false } });
  expect(await view(newer)).toMatchObject({ status: "published", tookPlace: true, published: { position: 1 }, older: null });
  expect((await row(newer)).publication?.replaces).toEqual([{ videoId: older, fileGid: olderGid, position: 1, removedAt: expect.any(String) }]);
  expect(shop.fakeShopify.ledger.filesDeleted).toEqual([]);

  at = Date.now();
  expect(await undo(newer)).toBe("withdrawn");
  expect(changes(names)).toEqual(["detach newer", "attach older", "move older"]);
  expect(media(HANDLE)).toEqual([pictures[0], olderGid, ...pictures.slice(1)]);
  expect([await status(older), (await view(newer)).undo?.note]).toEqual(["published", "The older video is back in its place."]);
  expect((await view(older)).can.undo).toBe(true);
});

test("not wanted, both stay, the newer one where it was told to go", async () => {
  const { older, newer, olderGid } = await olderAndNewer();
  expect(await publish(newer, { replace: false })).toBe("published");
  expect(media(HANDLE)).toEqual([pictures[0], olderGid, ...pictures.slice(1), await fileOf(newer)]);
  expect([await status(older), (await view(newer)).tookPlace]).toEqual(["published", false]);
});

test("an order that the merchant made in between holds both ways", async () => {
  const { older, newer, olderGid } = await olderAndNewer();
  await merchant.move(HANDLE, olderGid, 0);
  await merchant.move(HANDLE, pictures[2] ?? "", 1);
  expect(await publish(newer)).toBe("published");
  const newerGid = await fileOf(newer);
  const [a, b, c] = pictures;
  expect(media(HANDLE)).toEqual([newerGid, c, a, b]);
  await merchant.move(HANDLE, newerGid, 2);
  await merchant.move(HANDLE, b ?? "", 0);
  expect(media(HANDLE)).toEqual([b, c, a, newerGid]);
  expect(await undo(newer)).toBe("withdrawn");
  expect(media(HANDLE)).toEqual([b, c, a, olderGid]);
  expect((await view(newer)).undo?.note).toBe("The older video is back in its place. The media were put in another order since; that order was kept.");
  expect(await status(older)).toBe("published");
});

test("the older one's file was deleted meanwhile: said, and it can be published again from the kept copy", async () => {
  const { older, newer, olderGid } = await olderAndNewer();
  await publish(newer);
  await merchant.deleteFile(olderGid);
  expect(await undo(newer)).toBe("withdrawn");
  expect(media(HANDLE)).toEqual(pictures);
  expect((await view(newer)).undo?.note).toMatch(/could not be put back, because its file is no longer in Shopify.*nothing is charged/);
  expect(await view(older)).toMatchObject({ status: "removed", badge: { text: "Removed in Shopify" }, can: { publishAgain: true } });
  expect(await publish(older)).toBe("published");
  expect(media(HANDLE)).toHaveLength(pictures.length + 1);
});

test("a product that has no room left for the older one: said, and nothing else stops", async () => {
  const { older, newer } = await olderAndNewer();
  await publish(newer);
  await shop.videos.undoVideo({ shop: SHOP, videoId: newer, undoneBy: null });
  await shop.step(newer);
  const full = new ExpectedError({ code: "shopify.product_media_limit", message: "full", merchantMessage: "Full.", charged: "no", retryable: false });
  await shop.step(newer, withShopify(() => ({ attachToProduct: () => Promise.reject(full) })));
  expect(await shop.drive(newer)).toBe("withdrawn");
  expect((await view(newer)).undo?.note).toMatch(/because the product has the 250 media/);
  expect(await status(older)).toBe("replaced");
});

test("the merchant took the older one off first: the newer one goes where it was told, and nothing comes back", async () => {
  const { older, newer, olderGid } = await olderAndNewer();
  await shop.videos.approveVideo({ shop: SHOP, videoId: newer, approvedBy: null, place: "last", alt: "" });
  await merchant.takeOff(HANDLE, olderGid);
  expect(await shop.drive(newer)).toBe("published");
  expect(media(HANDLE)).toEqual([...pictures, await fileOf(newer)]);
  expect([await status(older), (await view(newer)).tookPlace]).toEqual(["removed", false]);
  await undo(newer);
  expect([media(HANDLE), (await view(newer)).undo?.note, await status(older)]).toEqual([pictures, null, "removed"]);
});

test("the merchant takes the newer one off before the older one goes: the older one stays", async () => {
  const { older, newer, olderGid } = await olderAndNewer();
  await shop.videos.approveVideo({ shop: SHOP, videoId: newer, approvedBy: null, place: "last", alt: "" });
  await shop.drive(newer, ({ step }) => step === "replace_older");
  await merchant.takeOff(HANDLE, await fileOf(newer));
  await shop.drive(newer);
  expect([media(HANDLE), await status(older)]).toEqual([[pictures[0], olderGid, ...pictures.slice(1)], "published"]);
});

test("the older one is taken off by a person while the newer one is on its way: it stays off, also after an undo", async () => {
  const { older, newer } = await olderAndNewer();
  await shop.videos.approveVideo({ shop: SHOP, videoId: newer, approvedBy: null, place: "last", alt: "" });
  await shop.drive(newer, ({ step }) => step === "replace_older");
  expect(await undo(older)).toBe("withdrawn");
  expect(await shop.drive(newer)).toBe("published");
  expect(media(HANDLE)).toHaveLength(pictures.length + 1);
  await undo(newer);
  expect([media(HANDLE), await status(older)]).toEqual([pictures, "withdrawn"]);
});

test("the replaced one published again takes its place back", async () => {
  const { older, newer, olderGid } = await olderAndNewer();
  await publish(newer);
  expect(await publish(older)).toBe("published");
  expect(media(HANDLE)).toEqual([pictures[0], olderGid, ...pictures.slice(1)]);
  expect([await status(older), await status(newer)]).toEqual(["published", "replaced"]);
});

test("the older one could not be taken off: a person tries again, and nothing is attached twice", async () => {
  const { older, newer, olderGid } = await olderAndNewer();
  await shop.videos.approveVideo({ shop: SHOP, videoId: newer, approvedBy: null, place: "last", alt: "" });
  await shop.drive(newer, ({ step }) => step === "replace_older");
  shop.fakeShopify.control.failNext({ status: 402, operation: "UpdateFiles" });
  expect(await shop.drive(newer)).toBe("attention");
  expect(await view(newer)).toMatchObject({ headline: "The video is on the product, but the older one could not be taken off yet.", can: { retry: true, discard: false, undo: true } });
  expect(media(HANDLE)).toContain(olderGid);
  await shop.videos.retryVideo({ shop: SHOP, videoId: newer });
  expect(await shop.drive(newer)).toBe("published");
  expect([media(HANDLE).includes(olderGid), await status(older)]).toEqual([false, "replaced"]);
  expect(shop.fakeShopify.ledger.attachments.filter((one) => one.at >= at)).toHaveLength(1);
});

test("stopped halfway and then undone: the older one, taken off or not, is on the product again", async () => {
  const { older, newer, olderGid } = await olderAndNewer();
  await shop.videos.approveVideo({ shop: SHOP, videoId: newer, approvedBy: null, place: "last", alt: "" });
  await shop.drive(newer, ({ step }) => step === "replace_older");
  await shop.step(newer, makeMortal({ ...shop.worker("broken"), shopifyFor: async () => ({ ...shop.admin, listMediaIds: brokenAfter(1) }) }).deps);
  expect(await shop.drive(newer, ({ errorCode }) => errorCode !== null)).toBe("attention");
  expect(media(HANDLE)).not.toContain(olderGid);
  expect(await undo(newer)).toBe("withdrawn");
  expect(media(HANDLE)).toEqual([pictures[0], olderGid, ...pictures.slice(1)]);
  expect(await status(older)).toBe("published");
});

/** Reads that fail for good after the first `times`. */
function brokenAfter(times: number): ShopifyAdmin["listMediaIds"] {
  let reads = 0;
  return async (o) => {
    if (++reads <= times) return shop.admin.listMediaIds(o);
    throw new ExpectedError({ code: "shopify.shop_frozen", message: "frozen", merchantMessage: "Frozen.", charged: "no", retryable: false });
  };
}

test("killed at every call of a replacement and of its undo, the listing ends as it would have", async () => {
  const { older, newer, olderGid } = await olderAndNewer();
  await publish(newer);
  await undo(newer);
  const newerGid = await fileOf(newer);
  const begin = {
    replace: () => shop.videos.approveVideo({ shop: SHOP, videoId: newer, approvedBy: null, place: "last", alt: "" }),
    undo: () => shop.videos.undoVideo({ shop: SHOP, videoId: newer, undoneBy: null }),
  };
  const ends = { replace: [pictures[0], newerGid, ...pictures.slice(1)], undo: [pictures[0], olderGid, ...pictures.slice(1)] };
  const calls = { replace: [] as string[], undo: [] as string[] };
  for (const way of ["replace", "undo"] as const) {
    await begin[way]();
    calls[way] = await countCalls(shop, newer);
    expect(media(HANDLE)).toEqual(ends[way]);
  }
  const places = { replace: placesIn(calls.replace), undo: placesIn(calls.undo) };
  for (let i = 0; i < Math.max(places.replace.length, places.undo.length); i++) {
    for (const way of ["replace", "undo"] as const) {
      await begin[way]();
      const death = places[way][i];
      if (death) await driveWithDeath(shop, newer, death);
      else await shop.drive(newer);
      expect([way, death, media(HANDLE), await status(newer), await status(older)]).toEqual([way, death, ends[way], way === "undo" ? "withdrawn" : "published", way === "undo" ? "published" : "replaced"]);
    }
  }
  console.info(`killed at ${places.replace.length} places of a replacement and ${places.undo.length} of its undo`);
}, 120_000);
