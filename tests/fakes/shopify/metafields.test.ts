// The stand-in's metafields are as strict as Shopify's.
import { afterEach, beforeEach, expect, test } from "vitest";
import { useFakeShopify, type FakeShopifyInUse } from "./use-fake-shopify.ts";

const SET = `mutation SetSome($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { metafields { namespace value compareDigest } userErrors { code field message elementIndex } } }`;
const DELETE = `mutation DeleteSome($m: [MetafieldIdentifierInput!]!) { metafieldsDelete(metafields: $m) { deletedMetafields { key } userErrors { field message } } }`;
let s: FakeShopifyInUse;
let ownerId: string;
beforeEach(async () => {
  s = await useFakeShopify();
  ownerId = s.shopify.product("stoneware-mug")?.gid ?? "";
});
afterEach(() => s.close());

const field = (over: Record<string, unknown> = {}) => ({ ownerId, namespace: "shelfreel", key: "ai_video", type: "boolean", value: "true", ...over });
const set = async (...m: object[]) => (await s.admin(SET, { m })).body.data.metafieldsSet as { metafields: { namespace: string; value: string; compareDigest: string }[]; userErrors: { code: string }[] };
const codes = async (...m: object[]) => (await set(...m)).userErrors.map(({ code }) => code);
const there = () => s.shopify.control.metafieldsOf(ownerId);

test.each([
  ["a product that is not there", { ownerId: "gid://shopify/Product/1" }, "INVALID"], ["a value that is no boolean", { value: "yes" }, "INVALID_VALUE"], ["no type", { type: null }, "BLANK"],
  ["an unknown type", { type: "colour_of_magic" }, "INCLUSION"], ["a namespace of two letters", { namespace: "ab" }, "TOO_SHORT"], ["a key of one letter", { key: "a" }, "TOO_SHORT"], ["a key of 65", { key: "a".repeat(65) }, "TOO_LONG"],
  ["a key with a space", { key: "a b" }, "INVALID"], ["another app's namespace", { namespace: "app--999" }, "APP_NOT_AUTHORIZED"], ["a digest of nothing", { compareDigest: "abc" }, "STALE_OBJECT"],
])("%s is refused, and nothing is written", async (_name, over, code) => {
  expect(await codes(field(), field(over))).toEqual([code]);
  expect(there()).toEqual([]);
});

test("null for a digest writes only where nothing is, a digest only over that value, none over anything of the type", async () => {
  const [first] = (await set(field({ compareDigest: null }))).metafields;
  expect(await codes(field({ compareDigest: null }))).toEqual(["STALE_OBJECT"]);
  expect(await codes(field({ value: "false", compareDigest: first?.compareDigest }))).toEqual([]);
  expect(await codes(field({ value: "true", compareDigest: first?.compareDigest }))).toEqual(["STALE_OBJECT"]);
  expect(await codes(field({ value: "true" }))).toEqual([]);
  expect(await codes(field({ type: "json" }))).toEqual(["INVALID_TYPE"]);
  expect(there()).toEqual([{ namespace: "shelfreel", key: "ai_video", type: "boolean", value: "true" }]);
});

test("25 at once and no more; without a namespace, or with $app, it is the app's own", async () => {
  const many = (n: number) => Array.from({ length: n }, (_, i) => field({ key: `key_${i}` }));
  expect(await codes(...many(26))).toEqual(["LESS_THAN_OR_EQUAL_TO"]);
  expect(await codes(...many(25))).toEqual([]);
  expect((await set(field({ namespace: null, key: "own" }), field({ namespace: "$app:part", key: "own" }))).metafields.map(({ namespace }) => namespace)).toEqual(["app--5001", "app--5001--part"]);
});

test("deleting says which were there; a product that is gone is an error", async () => {
  await set(field());
  const gone = async (...m: object[]) => (await s.admin(DELETE, { m })).body.data.metafieldsDelete;
  expect(await gone({ ownerId, namespace: "shelfreel", key: "ai_video" }, { ownerId, namespace: "shelfreel", key: "other" })).toEqual({ deletedMetafields: [{ key: "ai_video" }, null], userErrors: [] });
  expect((await gone({ ownerId: "gid://shopify/Product/1", namespace: "shelfreel", key: "ai_video" })).userErrors).toHaveLength(1);
  expect(s.shopify.ledger.metafieldWrites.map(({ value }) => value)).toEqual(["true", null]);
});

test("a product's metafield needs the access to change the product, the installation's none", async () => {
  s.shopify.control.permit(["read_products"]);
  const { body } = await s.admin(SET, { m: [field()] });
  expect(body.errors[0].extensions).toMatchObject({ code: "ACCESS_DENIED", requiredAccess: expect.stringContaining("write_products") as string });
  expect(await codes(field({ ownerId: "gid://shopify/AppInstallation/77001" }))).toEqual([]);
});
