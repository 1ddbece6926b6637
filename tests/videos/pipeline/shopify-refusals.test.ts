// Every code of platform §2.4 at the calls that can answer it: what the merchant reads, and what the app does. A made video is put back to its step
// before each refusal.
import { Prisma } from "@prisma/client";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";
import { tellKept } from "#app/words/keep-sentence.ts";

let shop: TestShop;
let videoId: string;
let readyGid: string;
beforeAll(async () => {
  shop = await openTestShop();
  const made = await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product("stoneware-mug").gid, recipe: null, prompt: null, requestedBy: null });
  videoId = made.videoId;
  await shop.drive(videoId);
  await shop.videos.approveVideo({ shop: SHOP, videoId, approvedBy: null, place: "last", alt: "" });
  await shop.drive(videoId, ({ step }) => step === "attach");
  readyGid = (await publication()).fileGid ?? "";
});
afterAll(async () => {
  expect(shop.fakeShopify.ledger.violations).toEqual([]);
  await shop.close();
});
beforeEach(async () => {
  await shop.db.shop.updateMany({ data: { uploadsPausedUntil: null, uploadsPausedWhy: null } });
});

const publication = () => shop.db.publication.findUniqueOrThrow({ where: { videoId } });
const row = () => shop.db.video.findUniqueOrThrow({ where: { id: videoId } });
const back = async (step: "upload_to_shopify" | "attach", place = "last") => {
  await shop.db.video.update({ where: { id: videoId }, data: { step, status: "publishing", failures: 0, looks: 0, errorCode: null, merchantText: null, canRetry: false, leaseOwner: null, leaseUntil: null, nextTryAt: null, stepStartedAt: new Date() } });
  const file = step === "attach" ? { fileGid: readyGid, state: "FILE_READY" } : { fileGid: null, state: "READY_TO_UPLOAD", createSentAt: null, resourceUrl: null, stagedAt: null, stagedTarget: Prisma.DbNull, filename: `shelfreel-${crypto.randomUUID()}.mp4` };
  await shop.db.publication.update({ where: { videoId }, data: { ...file, place, mediaBefore: Prisma.DbNull } });
};

type Action = "a person decides" | "tries again by itself" | "pauses the shop" | "pauses the shop, a person decides";
async function refused(step: "upload_to_shopify" | "attach", o: { mutation: string; code: string | null; message?: string; place?: string }): Promise<{ action: Action; code: string | null; text: string | null }> {
  await back(step, o.place);
  shop.fakeShopify.control.refuseNext({ mutation: o.mutation, code: o.code, ...(o.message && { message: o.message }) });
  const before = shop.fakeShopify.ledger.filesCreated.length;
  await shop.step(videoId);
  expect(shop.fakeShopify.ledger.filesCreated.length).toBe(before);
  const { status, errorCode, merchantText, canRetry } = await row();
  const { uploadsPausedUntil } = await shop.db.shop.findUniqueOrThrow({ where: { domain: SHOP } });
  // What was paid for is kept, a person may always have the free part tried again, and the refused call is not simply repeated.
  if (status === "attention") expect(canRetry).toBe(true);
  expect(tellKept(merchantText ?? "")).toMatch(/(The finished video is kept, and nothing is charged)|(nothing is charged for publishing it)/);
  const action: Action = status === "attention" ? (uploadsPausedUntil ? "pauses the shop, a person decides" : "a person decides") : uploadsPausedUntil ? "pauses the shop" : "tries again by itself";
  return { action, code: errorCode, text: tellKept(merchantText ?? "") };
}

const plan = "Your plan does not permit more than 250 videos and 3D models";
test.each<[string, string | null, string | undefined, string, Action, RegExp]>([
  ["stagedUploadsCreate", null, plan, "shopify.plan_limit", "pauses the shop, a person decides", /Delete videos .* or move to a larger plan/],
  ["stagedUploadsCreate", null, "File storage is full", "shopify.storage_limit", "pauses the shop, a person decides", /file storage/],
  ["stagedUploadsCreate", null, "Too many videos per hour", "shopify.video_throttled", "pauses the shop", /goes on by itself/],
  ["stagedUploadsCreate", null, "Something new", "shopify.refused", "a person decides", /Try again/],
  ["fileCreate", "NON_IMAGE_MEDIA_PER_SHOP_LIMIT_EXCEEDED", undefined, "shopify.plan_limit", "pauses the shop, a person decides", /larger plan/],
  ["fileCreate", "UNACCEPTABLE_TRIAL_ASSET", undefined, "shopify.trial_store", "pauses the shop, a person decides", /Choose a Shopify plan/],
  ["fileCreate", "UNACCEPTABLE_UNVERIFIED_TRIAL_ASSET", undefined, "shopify.trial_store", "pauses the shop, a person decides", /Choose a Shopify plan/],
  ["fileCreate", "UNACCEPTABLE_ASSET", undefined, "shopify.file_unusable", "a person decides", /could not use this video file/],
  ["fileCreate", "ALT_VALUE_LIMIT_EXCEEDED", undefined, "shopify.alt_too_long", "a person decides", /512 characters/],
  ["fileCreate", "INVALID", "Video throttle exceeded", "shopify.video_throttled", "pauses the shop", /goes on by itself/],
])("%s refused with %s %s: %s, %s", async (mutation, code, message, wanted, action, says) => {
  const seen = await refused("upload_to_shopify", { mutation, code, ...(message && { message }) });
  expect(seen).toMatchObject({ code: wanted, action, text: expect.stringMatching(says) });
});

test.each<[string, string, string, Action, RegExp]>([
  ["fileUpdate", "PRODUCT_MEDIA_LIMIT_EXCEEDED", "shopify.product_media_limit", "a person decides", /250 media .* Remove one/],
  ["fileUpdate", "PRODUCT_SUSPENDED", "shopify.product_suspended", "a person decides", /suspended this product/],
  ["fileUpdate", "NON_READY_STATE", "shopify.file_not_ready", "tries again by itself", /goes on by itself/],
  ["fileUpdate", "FILE_LOCKED", "shopify.file_not_ready", "tries again by itself", /goes on by itself/],
  ["fileUpdate", "REFERENCE_TARGET_DOES_NOT_EXIST", "shopify.product_gone", "a person decides", /no longer exists/],
  ["fileUpdate", "FILE_DOES_NOT_EXIST", "shopify.file_gone", "a person decides", /removed in Shopify/],
  ["fileUpdate", "TOO_MANY_FILE_REFERENCE", "shopify.too_many_references", "a person decides", /as many products/],
  ["productReorderMedia", "MEDIA_DOES_NOT_EXIST_ON_PRODUCT", "shopify.file_gone", "a person decides", /removed in Shopify/],
  ["productReorderMedia", "MEDIA_DOES_NOT_EXIST", "shopify.file_gone", "a person decides", /removed in Shopify/],
  ["productReorderMedia", "NON_READY_MEDIA", "shopify.file_not_ready", "tries again by itself", /goes on by itself/],
  ["productReorderMedia", "PRODUCT_DOES_NOT_EXIST", "shopify.product_gone", "a person decides", /no longer exists/],
  ["productReorderMedia", "SHOP_MEDIA_LIMIT_EXCEEDED", "shopify.plan_limit", "a person decides", /larger plan/],
  ["productReorderMedia", "VIDEO_THROTTLE_EXCEEDED", "shopify.video_throttled", "tries again by itself", /goes on by itself/],
])("%s refused with %s: %s, %s", async (mutation, code, wanted, action, says) => {
  const seen = await refused("attach", { mutation, code, place: "second" });
  expect(seen).toMatchObject({ code: wanted, action, text: expect.stringMatching(says) });
  if (mutation === "productReorderMedia") await shop.admin.detachFromProduct({ fileGid: readyGid, productGid: shop.product("stoneware-mug").gid });
});

test.each<[string, "a person decides" | "is uploaded once more", RegExp]>([
  ["VIDEO_INVALID_FILETYPE_ERROR", "a person decides", /could not use this video file/],
  ["VIDEO_VALIDATION_ERROR", "a person decides", /could not use this video file/],
  ["VIDEO_METADATA_READ_ERROR", "a person decides", /could not use this video file/],
  ["VIDEO_MAX_DURATION_ERROR", "a person decides", /could not use this video file/],
  ["FILE_STORAGE_LIMIT_EXCEEDED", "a person decides", /file storage/],
  ["MEDIA_TIMEOUT_ERROR", "is uploaded once more", /./],
  ["GENERIC_FILE_DOWNLOAD_FAILURE", "is uploaded once more", /./],
  ["INVALID_SIGNED_URL", "is uploaded once more", /./],
  ["UNKNOWN", "is uploaded once more", /./],
])("a file that ends in FAILED with %s %s", async (code, action, says) => {
  await back("upload_to_shopify");
  shop.fakeShopify.control.failNextProcessing(code);
  const before = shop.fakeShopify.ledger.filesCreated.length;
  const status = await shop.drive(videoId);
  const made = shop.fakeShopify.ledger.filesCreated.length - before;
  if (action === "a person decides") {
    expect([status, made]).toEqual(["attention", 1]);
    expect(tellKept((await row()).merchantText ?? "")).toMatch(says);
    return;
  }
  expect([status, made]).toEqual(["published", 2]);
  await shop.admin.detachFromProduct({ fileGid: (await publication()).fileGid ?? "", productGid: shop.product("stoneware-mug").gid });
});
