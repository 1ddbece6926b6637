// A video that was on its product before goes there again with a new place and a new alt text, from the file that is in the shop already.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";
import { countCalls, driveWithDeath, usePublications } from "./use-publications.ts";

const HANDLE = "walnut-desk-lamp";
let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ perShop: 50, nemoCredits: 100_000, film: { size: 128, fps: 4 } });
});
afterAll(() => shop?.close());
const { row, fileOf, ready, publish, undo, view, merchant, media } = usePublications(() => shop);
const altOf = async (videoId: string) => {
  const gid = await fileOf(videoId);
  return shop.product(HANDLE).media.find((one) => one.gid === gid)?.alt;
};
const files = () => shop.fakeShopify.ledger.filesCreated.length;
const approve = (videoId: string, alt: string, place = "last") => shop.videos.approveVideo({ shop: SHOP, videoId, approvedBy: "42", place, alt });
const again = async (videoId: string, alt: string, place = "last") => {
  await approve(videoId, alt, place);
  return shop.drive(videoId);
};
afterEach(async () => {
  for (let rounds = 0; rounds < 2; rounds += 1) for (const { id } of await shop.db.video.findMany({ where: { status: "published" } })) await undo(id);
  await shop.db.video.deleteMany();
  await shop.db.shop.updateMany({ data: { settings: {} } });
  expect(shop.logLines.filter((line) => line.includes("bug in a step") && !line.includes("Died: "))).toEqual([]);
});

test("a withdrawn video: another alt text and another place, one file, one more field in a call that is made anyway", async () => {
  const videoId = await ready(HANDLE);
  await again(videoId, "First words");
  expect(await altOf(videoId)).toBe("First words");
  await undo(videoId);
  expect((await view(videoId)).suggestedAlt).toBe("First words");
  const before = files();
  const from = shop.fakeShopify.ledger.adminCalls.length;
  expect(await again(videoId, "Second words", "second")).toBe("published");
  expect(await altOf(videoId)).toBe("Second words");
  expect(media(HANDLE)[1]).toBe(await fileOf(videoId));
  expect(files()).toBe(before);
  expect(shop.fakeShopify.ledger.adminCalls.slice(from).filter(({ name }) => name === "UpdateFiles")).toHaveLength(1);
  expect((await view(videoId)).suggestedAlt).toBe("Second words");
  expect((await row(videoId)).publication).toMatchObject({ altChanged: false, place: "second" });
});

test("what the merchant wrote in Shopify meanwhile stays where the suggestion was not changed", async () => {
  const videoId = await ready(HANDLE);
  await again(videoId, "First words");
  await undo(videoId);
  await shop.admin.attachToProduct({ productGid: shop.product(HANDLE).gid, fileGid: await fileOf(videoId), alt: "Written in Shopify" });
  await merchant.takeOff(HANDLE, await fileOf(videoId));
  await again(videoId, "First words");
  expect(await altOf(videoId)).toBe("Written in Shopify");
});

test("a replaced one and one that the merchant removed, too; also when the merchant has put it back already", async () => {
  const older = await ready(HANDLE);
  await again(older, "Older");
  const newer = await ready(HANDLE);
  await publish(newer);
  expect((await row(older)).status).toBe("replaced");
  expect(await again(older, "Older, anew")).toBe("published");
  expect(await altOf(older)).toBe("Older, anew");
  await merchant.takeOff(HANDLE, await fileOf(older));
  await shop.videos.productPage({ shop: SHOP, admin: shop.admin, productGid: shop.product(HANDLE).gid, recipe: null }); // sees that it is gone
  expect((await row(older)).status).toBe("removed");
  await merchant.putOn(HANDLE, await fileOf(older));
  expect(await again(older, "Older, once more")).toBe("published");
  expect(await altOf(older)).toBe("Older, once more");
  expect(media(HANDLE).filter((gid) => gid.includes("Video"))).toHaveLength(1);
});

test("the disclosure in the alt text comes with the next publication, once", async () => {
  const videoId = await ready(HANDLE);
  await again(videoId, "A lamp");
  await undo(videoId);
  await shop.db.shop.updateMany({ data: { settings: { discloseAi: true } } });
  for (let i = 0; i < 2; i += 1) {
    await again(videoId, (await view(videoId)).suggestedAlt);
    expect(await altOf(videoId)).toBe("A lamp. Made with AI.");
    await undo(videoId);
  }
});

test("a file that is gone from the shop is uploaded anew with the new words", async () => {
  const videoId = await ready(HANDLE);
  await again(videoId, "First words");
  await undo(videoId);
  await merchant.deleteFile(await fileOf(videoId));
  expect(await again(videoId, "New file, new words")).toBe("published");
  expect(await altOf(videoId)).toBe("New file, new words");
});

test("killed around the call that changes it, the new words are there in the end", { timeout: 120_000 }, async () => {
  const videoId = await ready(HANDLE);
  await again(videoId, "0");
  await undo(videoId);
  await approve(videoId, "1");
  await shop.drive(videoId, ({ step }) => step === "attach");
  const calls = await countCalls(shop, videoId);
  await undo(videoId);
  const at = calls.indexOf("shopify.attachToProduct") + 1;
  for (const [n, death] of [{ call: at, when: "before" as const }, { call: at, when: "during" as const }, { call: at, when: "after" as const }, { call: at + 1, when: "after" as const }].entries()) {
    await approve(videoId, `Words ${n}`);
    await shop.drive(videoId, ({ step }) => step === "attach");
    expect(await driveWithDeath(shop, videoId, death)).toBe("published");
    expect([await altOf(videoId), (await row(videoId)).publication?.altChanged], JSON.stringify(death)).toEqual([`Words ${n}`, false]);
    await undo(videoId);
  }
});
