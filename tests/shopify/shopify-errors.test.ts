import { readFileSync } from "node:fs";
import path from "node:path";
import { buildSchema, isEnumType } from "graphql";
import { expect, test } from "vitest";
import { explainFileFailure, explainUserError, refuseUserErrors } from "#app/shopify/shopify-errors.ts";

const schema = buildSchema(readFileSync(path.resolve(import.meta.dirname, "../../fakes/shopify/admin-2026-10.pruned.graphql"), "utf8"));
const codesOf = (name: string): string[] => {
  const type = schema.getType(name);
  if (!isEnumType(type)) throw new Error(`${name} is not in the schema`);
  return type.getValues().map((value) => value.name);
};

test.each([
  ["NON_IMAGE_MEDIA_PER_SHOP_LIMIT_EXCEEDED", "shopify.plan_limit", false],
  ["SHOP_MEDIA_LIMIT_EXCEEDED", "shopify.plan_limit", false],
  ["FILE_STORAGE_LIMIT_EXCEEDED", "shopify.storage_limit", false],
  ["VIDEO_THROTTLE_EXCEEDED", "shopify.video_throttled", true],
  ["PRODUCT_MEDIA_LIMIT_EXCEEDED", "shopify.product_media_limit", false],
  ["PRODUCT_SUSPENDED", "shopify.product_suspended", false],
  ["NON_READY_STATE", "shopify.file_not_ready", true],
  ["NON_READY_MEDIA", "shopify.file_not_ready", true],
  ["FILE_LOCKED", "shopify.file_not_ready", true],
  ["REFERENCE_TARGET_DOES_NOT_EXIST", "shopify.product_gone", false],
  ["PRODUCT_DOES_NOT_EXIST", "shopify.product_gone", false],
  ["FILE_DOES_NOT_EXIST", "shopify.file_gone", false],
  ["MEDIA_DOES_NOT_EXIST", "shopify.file_gone", false],
  ["MEDIA_DOES_NOT_EXIST_ON_PRODUCT", "shopify.file_gone", false],
  ["UNACCEPTABLE_TRIAL_ASSET", "shopify.trial_store", false],
  ["UNACCEPTABLE_UNVERIFIED_TRIAL_ASSET", "shopify.trial_store", false],
  ["ALT_VALUE_LIMIT_EXCEEDED", "shopify.alt_too_long", false],
  ["FILENAME_ALREADY_EXISTS", "shopify.filename_taken", true],
])("%s becomes %s", (shopifyCode, code, retryable) => {
  expect(explainUserError("Any", { code: shopifyCode, field: ["files", "0"], message: "x" })).toMatchObject({ code, retryable, charged: "no" });
});

test.each([
  ["VIDEO_VALIDATION_ERROR", "shopify.file_unusable", false],
  ["VIDEO_MAX_DURATION_ERROR", "shopify.file_unusable", false],
  ["MEDIA_TIMEOUT_ERROR", "shopify.file_processing_failed", true],
  ["GENERIC_FILE_DOWNLOAD_FAILURE", "shopify.file_processing_failed", true],
  ["INVALID_SIGNED_URL", "shopify.file_processing_failed", true],
  [null, "shopify.file_processing_failed", true],
])("a file that failed with %s becomes %s", (shopifyCode, code, retryable) => {
  expect(explainFileFailure(shopifyCode)).toMatchObject({ code, retryable, charged: "no" });
});

test.each(["FilesErrorCode", "MediaUserErrorCode", "FileErrorCode", "MediaErrorCode"])("every value of %s ends in a sentence with a next step that says nothing is charged", (name) => {
  const values = codesOf(name);
  expect(values.length).toBeGreaterThan(10);
  for (const value of values) {
    const error = explainUserError("Any", { code: value, message: "raw words" });
    expect(error.merchantMessage).toMatch(/\. The finished video is kept, and nothing is charged again for publishing it\.$/);
    expect(error.merchantMessage).not.toContain("raw words");
    expect(error.merchantMessage).not.toContain(value);
  }
});

test.each([
  ["Your plan does not permit more than 250 videos and 3D models", "shopify.plan_limit"],
  ["Your store has reached its storage limit", "shopify.storage_limit"],
  ["Too many videos were uploaded per hour", "shopify.video_throttled"],
  ["Trial stores cannot upload videos", "shopify.trial_store"],
  ["Something else", "shopify.refused"],
])("without a code the words decide: %s", (message, code) => {
  expect(explainUserError("StagedVideoUpload", { message }).code).toBe(code);
});

test("throttled videos wait an hour", () => {
  expect(explainUserError("Any", { code: "VIDEO_THROTTLE_EXCEEDED", message: "" }).retryAfterMs).toBe(3_600_000);
});

test("no user error is no error", () => {
  expect(() => refuseUserErrors("Any", [])).not.toThrow();
  expect(() => refuseUserErrors("Any", [{ message: "x" }])).toThrow("Any: Shopify refused");
});
