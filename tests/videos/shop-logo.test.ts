// The logo of the whole shop: kept once, used by every video that takes one and brought none.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { exportShop } from "#app/shops/export-shop.server.ts";
import { SHOP_LOGO_LIMIT } from "#app/videos/limits.ts";
import { sweepMerchantFiles } from "#app/videos/merchant-files.server.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

const OTHER = "other-shop.myshopify.com";
let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ nemoCredits: 5_000, film: { size: 128, fps: 4 } });
});
afterAll(() => shop?.close());
beforeEach(async () => {
  await shop.db.video.deleteMany();
  await shop.db.merchantFile.deleteMany();
  await shop.db.keptChoices.deleteMany();
  await shop.deps.keptFiles.removeFolder(`${SHOP}/uploads`);
});

function picture(shade: string): Uint8Array {
  const canvas = createCanvas(96, 48);
  const context = canvas.getContext("2d");
  context.fillStyle = shade;
  context.fillRect(0, 0, 96, 48);
  return canvas.toBuffer("image/png");
}
const give = (bytes = picture("#204080"), filename = "our logo.png", of = SHOP) =>
  shop.videos.receiveShopLogo({ shop: of, filename, body: new Blob([bytes.slice()]).stream(), announcedBytes: bytes.length, signal: new AbortController().signal });
const giveOwn = (handle: string) => {
  const bytes = picture("#802020");
  return shop.videos.receiveFile({ shop: SHOP, admin: shop.admin, productGid: shop.product(handle).gid, kind: "logo", filename: "mug logo.png", body: new Blob([bytes.slice()]).stream(), announcedBytes: bytes.length, signal: new AbortController().signal });
};
const ask = (handle: string) => shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product(handle).gid, recipe: "video-create", prompt: null, requestedBy: null });
const pageOf = async (handle: string) => (await shop.videos.productPage({ shop: SHOP, admin: shop.admin, productGid: shop.product(handle).gid, recipe: "video-create" }))!;
const rowsOf = (videoId: string | null) => shop.db.merchantFile.findMany({ where: { shop: SHOP, videoId }, orderBy: { createdAt: "asc" } });
const isKept = (file: string) => existsSync(path.join(shop.keptDir, file));
const sweep = () => sweepMerchantFiles({ db: shop.db, keptFiles: shop.deps.keptFiles, now: new Date(Date.now() + 30 * 24 * 3_600_000) });

test("every video that takes a logo uses the shop's, says so before, and sends it; the shop keeps it for the next one", async () => {
  const logo = await give();
  expect(logo).toMatchObject({ kind: "logo", filename: expect.stringMatching(/^our-logo-\w{6}\.png$/) });
  const page = await pageOf("canvas-tote");
  expect(page).toMatchObject({ shopLogo: logo.filename, files: [] });
  expect(page.plan.prompt).toContain(logo.filename);
  const { videoId } = await ask("canvas-tote");
  const [row] = await rowsOf(videoId);
  expect(row).toMatchObject({ filename: logo.filename, ofShop: true });
  expect(await shop.drive(videoId)).toBe("ready");
  expect((await rowsOf(videoId))[0]?.erasedAt).not.toBeNull();
  expect(isKept(row?.file ?? "")).toBe(true);
  const state = await shop.deps.nemoFor(await shop.db.shop.findUniqueOrThrow({ where: { domain: SHOP } }), "video-create")((account) => shop.db.nemoSession.findFirstOrThrow({ where: { videos: { some: { id: videoId } } } }).then(({ nemoSessionId }) => shop.nemo.readState(account, { nemoSessionId })));
  expect(state.uploads.map(({ name, url }) => name ?? url).join(" ")).toContain(logo.filename);
  expect((await pageOf("oak-board")).shopLogo).toBe(logo.filename);
});

test("a product's own logo goes first", async () => {
  await give();
  const own = await giveOwn("stoneware-mug");
  const page = await pageOf("stoneware-mug");
  expect(page.files.map(({ filename }) => filename)).toEqual([own.filename]);
  expect(page.plan.prompt).toContain(own.filename);
  const { videoId } = await ask("stoneware-mug");
  expect((await rowsOf(videoId)).map(({ filename, ofShop }) => ({ filename, ofShop }))).toEqual([{ filename: own.filename, ofShop: false }]);
  expect(await rowsOf(null)).toHaveLength(1);
});

test("a replaced or removed logo stays for the videos that began with it, and is gone when the last of them is made", async () => {
  const first = await give();
  const { file } = (await rowsOf(null))[0]!;
  const { videoId } = await ask("canvas-tote");
  const second = await give(picture("#108010"), "new.png");
  expect((await pageOf("oak-board")).shopLogo).toBe(second.filename);
  expect((await rowsOf(videoId))[0]?.filename).toBe(first.filename);
  expect(isKept(file)).toBe(true);
  expect(await shop.drive(videoId)).toBe("ready");
  expect(isKept(file)).toBe(false);
  expect(await shop.videos.dropShopLogo({ shop: OTHER })).toBe(false);
  expect(await shop.videos.dropShopLogo({ shop: SHOP })).toBe(true);
  expect(await shop.videos.dropShopLogo({ shop: SHOP })).toBe(false);
  expect((await pageOf("oak-board")).shopLogo).toBeNull();
  expect(readdirSync(path.join(shop.keptDir, SHOP, "uploads"))).toEqual([]);
});

test("a shop's logo never waits as a product's own, and no sweep takes it for unused", async () => {
  await give();
  const { videoId } = await ask("canvas-tote");
  await shop.videos.cancelVideo({ shop: SHOP, videoId });
  expect((await pageOf("canvas-tote")).files).toEqual([]);
  const second = await ask("canvas-tote");
  expect(await rowsOf(second.videoId)).toHaveLength(1);
  await shop.videos.cancelVideo({ shop: SHOP, videoId: second.videoId });
  await sweep();
  const [kept] = await rowsOf(null);
  expect(kept).toMatchObject({ erasedAt: null });
  expect(isKept(kept?.file ?? "")).toBe(true);
});

test("two shops do not see each other's", async () => {
  await shop.db.shop.upsert({ where: { domain: OTHER }, create: { domain: OTHER }, update: {} });
  await give(undefined, undefined, OTHER);
  expect((await pageOf("oak-board")).shopLogo).toBeNull();
});

test("what is no picture or too large is refused, and the logo that was there stays", async () => {
  const logo = await give();
  await expect(give(Buffer.from("<svg onload='x'/>"))).rejects.toMatchObject({ code: "video.file_type" });
  const large = new Uint8Array(SHOP_LOGO_LIMIT + 1);
  large.set(picture("#000000"));
  await expect(give(large)).rejects.toMatchObject({ code: "video.file_too_large", merchantMessage: expect.stringContaining("5 MB") });
  await expect(shop.videos.receiveShopLogo({ shop: SHOP, filename: "x.png", body: new Blob([large]).stream(), announcedBytes: null, signal: new AbortController().signal })).rejects.toMatchObject({ code: "video.file_too_large" });
  expect((await pageOf("oak-board")).shopLogo).toBe(logo.filename);
  expect(readdirSync(path.join(shop.keptDir, SHOP, "uploads"))).toHaveLength(1);
});

test("it is in everything that a shop downloads, and erased with the shop", async () => {
  const logo = await give();
  let text = "";
  for await (const piece of exportShop(shop.db, { shop: SHOP, now: new Date() })) text += piece;
  expect((JSON.parse(text) as { unusedFiles: { filename: string }[] }).unusedFiles.map(({ filename }) => filename)).toContain(logo.filename);
  await shop.videos.redactShop({ shop: SHOP });
  expect(await shop.db.merchantFile.count({ where: { shop: SHOP } })).toBe(0);
  expect(existsSync(path.join(shop.keptDir, SHOP))).toBe(false);
});
