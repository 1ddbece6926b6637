import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { renderShowcase } from "#fakes/render/render-showcase.ts";
import { openStandIn } from "./open-stand-in.ts";

let here: Awaited<ReturnType<typeof openStandIn>>;
let file: string;
let bytes: number;
beforeAll(async () => {
  here = await openStandIn();
  file = path.join(here.folder, "film.mp4");
  await renderShowcase({ pictures: [], width: 272, height: 272, fps: 12, durationMs: 1000, music: true, preset: "ultrafast", title: "Mug", file });
  bytes = statSync(file).size;
});
afterAll(() => here.close());

const handle = "stoneware-mug";
const productGid = () => here.fake.product(handle)?.gid ?? "";
const mediaOf = () => here.fake.product(handle)?.media ?? [];
async function upload(filename: string) {
  const target = await here.admin.createStagedTarget({ filename, bytes });
  await here.admin.uploadToStagedTarget({ target, file, filename, bytes });
  return here.admin.createVideoFile({ resourceUrl: target.resourceUrl, filename, alt: "A mug, turning" });
}
const ready = (fileGid: string) => vi.waitFor(async () => expect((await here.admin.getFileStatuses({ fileGids: [fileGid] }))[0]?.fileStatus).toBe("READY"), { timeout: 20_000, interval: 50 });

test("the catalogue is listed in pages, searched, and read with its pictures", async () => {
  const first = await here.admin.listProducts({ search: "", after: null, first: 3 });
  expect(first.products).toHaveLength(3);
  expect(first.hasNextPage).toBe(true);
  const second = await here.admin.listProducts({ search: "", after: first.endCursor, first: 3 });
  expect(second.products.map((row) => row.productGid)).not.toContain(first.products[0]?.productGid);
  const found = await here.admin.listProducts({ search: "stonew", after: null, first: 10 });
  expect(found.products.map((row) => row.handle)).toEqual([handle]);
  expect((await here.admin.listProducts({ search: 'status:active OR "', after: null, first: 10 })).products).toEqual([]);

  const product = await here.admin.getProduct({ productGid: productGid() });
  expect(product?.pictures.length).toBe(mediaOf().length);
  expect(product?.pictures[0]?.url).toMatch(/^https:\/\/cdn\.shopify\.com\//);
  expect(await here.admin.getProduct({ productGid: "gid://shopify/Product/1" })).toBeNull();
});

test("a finished video goes from the disk to the second place of the listing and off it again", async () => {
  const before = mediaOf().map((media) => media.gid);
  const filename = "shelfreel-sequence.mp4";
  const { fileGid } = await upload(filename);
  await ready(fileGid);
  await here.admin.attachToProduct({ fileGid, productGid: productGid() });
  await here.admin.attachToProduct({ fileGid, productGid: productGid() });
  expect(mediaOf().map((media) => media.gid)).toEqual([...before, fileGid]);
  await here.admin.moveMedia({ productGid: productGid(), mediaGid: fileGid, position: 1 });

  const order = [before[0], fileGid, ...before.slice(1)];
  expect(await here.admin.listMediaIds({ productGid: productGid() })).toEqual(order);
  expect(await here.admin.listMediaIds({ productGid: productGid(), expected: 1 })).toEqual(order);
  expect(await here.admin.readMediaEnd({ productGid: productGid() })).toEqual({ count: order.length, lastGid: before.at(-1) });
  expect(await here.admin.countMedia({ productGid: productGid() })).toBe(order.length);
  const media = (await here.admin.getProduct({ productGid: productGid() }))?.videos;
  expect(media?.[0]).toMatchObject({ type: "VIDEO", status: "READY", filename, alt: "A mug, turning" });
  expect(media?.[0]?.sourceUrl).toMatch(/^https:\/\//);
  expect(readFileSync(mediaOf()[1]?.file ?? "").equals(readFileSync(file))).toBe(true);

  await here.admin.detachFromProduct({ fileGid, productGid: productGid() });
  expect(mediaOf().map((one) => one.gid)).toEqual(before);
  expect(await here.admin.findVideoFile({ filename })).toEqual({ fileGid, fileStatus: "READY" });

  const { ledger } = here.fake;
  expect(ledger.violations).toEqual([]);
  expect(ledger.stagedTargets).toMatchObject([{ filename, bytes, method: "POST" }]);
  expect(ledger.uploads).toMatchObject([{ status: 204, bytes, fieldOrder: ["GoogleAccessId", "key", "policy", "signature", "file"] }]);
  expect(ledger.filesCreated).toHaveLength(1);
  expect(here.net.refused).toEqual([]);
});

test("one publication costs at most 80 points without its waiting", async () => {
  const calls = here.fake.ledger.adminCalls;
  const from = calls.length;
  const { fileGid } = await upload("shelfreel-cost.mp4");
  await ready(fileGid);
  await here.admin.attachToProduct({ fileGid, productGid: productGid() });
  await here.admin.moveMedia({ productGid: productGid(), mediaGid: fileGid, position: 1 });
  await here.admin.listMediaIds({ productGid: productGid() });
  const spent = calls.slice(from).filter((call) => call.name !== "JobDone");
  const looks = spent.filter((call) => call.name === "FileStatus");
  const points = [...spent.filter((call) => call.name !== "FileStatus"), ...looks.slice(0, 1)].reduce((sum, call) => sum + (call.actualQueryCost ?? 0), 0);
  expect(points).toBeLessThanOrEqual(80);
  await here.admin.detachFromProduct({ fileGid, productGid: productGid() });
});

test("after a lost answer the file is found by its name, and creating it again adopts it", async () => {
  const { fake, admin } = here;
  const filename = "shelfreel-lost.mp4";
  const from = fake.ledger.filesCreated.length;
  const target = await admin.createStagedTarget({ filename, bytes });
  await admin.uploadToStagedTarget({ target, file, filename, bytes });
  fake.control.loseAnswer("CreateVideoFile");
  const create = () => admin.createVideoFile({ resourceUrl: target.resourceUrl, filename, alt: "" });
  await expect(create()).rejects.toMatchObject({ code: "shopify.answer_lost", retryable: true });
  const made = fake.ledger.filesCreated.at(-1)?.gid;
  // the search finds a fresh file only after a while
  await vi.waitFor(async () => expect((await admin.findVideoFile({ filename }))?.fileGid).toBe(made), { timeout: 20_000, interval: 50 });
  expect((await upload(filename)).fileGid).toBe(made);
  expect(fake.ledger.filesCreated).toHaveLength(from + 1);
});

test("a read after a lost answer is repeated, and an attachment after one ends in one attachment", async () => {
  const { fake, admin } = here;
  fake.control.loseAnswer("ProductForVideo");
  expect((await admin.getProduct({ productGid: productGid() }))?.handle).toBe(handle);
  const { fileGid } = await upload("shelfreel-twice.mp4");
  await ready(fileGid);
  fake.control.loseAnswer("UpdateFiles");
  await admin.attachToProduct({ fileGid, productGid: productGid() });
  expect(mediaOf().filter((media) => media.gid === fileGid)).toHaveLength(1);
  await admin.detachFromProduct({ fileGid, productGid: productGid() });
});

test("throttling and a passing fault do not show", async () => {
  here.fake.control.throttleNext();
  here.fake.control.failNext({ status: 503 });
  expect((await here.admin.listMediaIds({ productGid: productGid() }))?.length).toBeGreaterThan(0);
});

test("an upload whose answer is lost may be made again with a new target", async () => {
  const { fake, admin } = here;
  fake.control.loseUploadAnswer();
  const target = await admin.createStagedTarget({ filename: "shelfreel-cut.mp4", bytes });
  await expect(admin.uploadToStagedTarget({ target, file, filename: "shelfreel-cut.mp4", bytes })).rejects.toMatchObject({ code: "shopify.upload_failed", retryable: true, charged: "no" });
  expect((await upload("shelfreel-cut.mp4")).fileGid).toMatch(/^gid:\/\/shopify\/Video\//);
});

test("a target for another size refuses the file", async () => {
  const target = await here.admin.createStagedTarget({ filename: "shelfreel-size.mp4", bytes: bytes + 1 });
  await expect(here.admin.uploadToStagedTarget({ target, file, filename: "shelfreel-size.mp4", bytes })).rejects.toMatchObject({ code: "shopify.staged_target_size" });
});

test("a file that is not ready waits, a failed one says why, a gone product is named", async () => {
  const { fake, admin } = here;
  fake.control.failNextProcessing("MEDIA_TIMEOUT_ERROR");
  const failing = await upload("shelfreel-failing.mp4");
  await expect(admin.attachToProduct({ fileGid: failing.fileGid, productGid: productGid() })).rejects.toMatchObject({ code: "shopify.file_not_ready", retryable: true });
  await vi.waitFor(async () => expect(await admin.getFileStatuses({ fileGids: [failing.fileGid] })).toEqual([{ fileStatus: "FAILED", errorCode: "MEDIA_TIMEOUT_ERROR" }]), { timeout: 20_000, interval: 50 });
  const { fileGid } = await upload("shelfreel-orphan.mp4");
  await ready(fileGid);
  await expect(admin.attachToProduct({ fileGid, productGid: "gid://shopify/Product/1" })).rejects.toMatchObject({ code: "shopify.product_gone", retryable: false });
  expect(await admin.getFileStatuses({ fileGids: ["gid://shopify/Video/1"] })).toEqual([null]);
});

test("a shop in its trial is told to choose a plan", async () => {
  const trial = await openStandIn({ plan: "trial" });
  try {
    const filename = "shelfreel-trial.mp4";
    const publish = async () => {
      const target = await trial.admin.createStagedTarget({ filename, bytes });
      await trial.admin.uploadToStagedTarget({ target, file, filename, bytes });
      await trial.admin.createVideoFile({ resourceUrl: target.resourceUrl, filename, alt: "" });
    };
    await expect(publish()).rejects.toMatchObject({ code: "shopify.trial_store", retryable: false, charged: "no" });
    expect(trial.fake.ledger.filesCreated).toEqual([]);
  } finally {
    await trial.close();
  }
});

test("without the scope for files the merchant is asked to accept the permissions", async () => {
  const narrow = await openStandIn({ scopes: ["write_products"] });
  try {
    await expect(narrow.admin.findVideoFile({ filename: "x.mp4" })).rejects.toMatchObject({ code: "shopify.scope_missing", merchantMessage: expect.stringContaining("accept its permissions") as string });
  } finally {
    await narrow.close();
  }
});

test("the shop and its scopes are read, and the languages are unknown without their scope", async () => {
  expect(await here.admin.getShop()).toMatchObject({ myshopifyDomain: "shelfreel-test.myshopify.com", scopes: expect.arrayContaining(["write_files"]) as string[] });
  expect(await here.admin.listLanguages()).toEqual([{ locale: "en", primary: true, published: true }, { locale: "da", primary: false, published: false }]);
  here.fake.control.permit(["write_products", "write_files"]);
  expect(await here.admin.listLanguages()).toBeNull();
});

test("a shop that removed the app is told to open it", async () => {
  here.fake.control.uninstall();
  await expect(here.admin.getShop()).rejects.toMatchObject({ code: "shopify.access_lost" });
});
