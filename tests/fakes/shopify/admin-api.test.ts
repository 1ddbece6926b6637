import { request } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SHOP, useFakeShopify, type FakeShopifyInUse } from "./use-fake-shopify.ts";

let s: FakeShopifyInUse;
beforeAll(async () => {
  s = await useFakeShopify();
});
afterAll(() => s.close());

const titles = async (query: string) => {
  const answer = await s.admin("query P($q: String) { products(first: 50, query: $q, sortKey: TITLE) { nodes { title } } }", { q: query });
  return answer.body.data.products.nodes.map((node: { title: string }) => node.title);
};

test("another version is not there", async () => {
  expect((await s.admin("{ shop { id } }", {}, { version: "2019-01" })).status).toBe(404);
});

test("what is no address or no GraphQL request is answered, not fatal", async () => {
  const bad = await request("https://admin.shopify.com//", { dispatcher: s.dispatcher, headers: { host: "admin.shopify.com:99999999" } });
  await bad.body.dump();
  expect(bad.statusCode).toBe(400);
  const { access_token: offlineAccessToken } = (await s.exchange()).body;
  for (const body of [null, 7, {}, { query: 7 }]) {
    const answer = await s.post(`https://${SHOP}/admin/api/2026-10/graphql.json`, body, { "x-shopify-access-token": offlineAccessToken });
    expect(answer.status).toBe(400);
  }
});

test.each([
  ["an unknown field", "{ shop { colour } }", 'Cannot query field "colour" on type "Shop".'],
  ["a missing selection", "{ shop }", 'must have a selection of subfields'],
  ["broken syntax", "{ shop {", "Syntax Error"],
])("%s is a GraphQL error with HTTP 200", async (_name, query, message) => {
  const { status, body } = await s.admin(query);
  expect(status).toBe(200);
  expect(body.data).toBeUndefined();
  expect(body.errors[0].message).toContain(message);
});

test("a variable of the wrong kind is refused before anything happens", async () => {
  const before = s.shopify.ledger.stagedTargets.length;
  const answer = await s.admin("mutation S($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input) { userErrors { message } } }", {
    input: [{ resource: "VIDEO", filename: "a.mp4", mimeType: "video/mp4", fileSize: 12 }],
  });
  expect(answer.body.errors[0].extensions.code).toBe("INVALID_VARIABLE");
  expect(s.shopify.ledger.stagedTargets).toHaveLength(before);
});

test("a scope that the app lacks is ACCESS_DENIED, the rest of the answer comes", async () => {
  s.shopify.control.permit(["write_products", "write_files"]);
  const { status, body } = await s.admin("{ shop { id } files(first: 1) { nodes { id } } shopLocales { locale } }");
  expect(status).toBe(200);
  expect(body.errors[0]).toMatchObject({ extensions: { code: "ACCESS_DENIED" }, path: ["shopLocales"] });
});

test("the cost is 2 + n per connection, 1 per object, 10 per mutation, and what was not used comes back", async () => {
  const { body } = await s.admin("{ products(first: 50) { nodes { id featuredMedia { preview { image { url } } } } pageInfo { hasNextPage } } }");
  const { requestedQueryCost, actualQueryCost, throttleStatus } = body.extensions.cost;
  expect(requestedQueryCost).toBe(2 + 50 * 4);
  expect(actualQueryCost).toBe(2 + 9 * 4);
  expect(throttleStatus).toMatchObject({ maximumAvailable: 2000, restoreRate: 100 * 50 });
  const mutation = await s.admin('mutation { fileDelete(fileIds: []) { deletedFileIds userErrors { code } } }');
  expect(mutation.body.extensions.cost.requestedQueryCost).toBe(11);
});

test("more than 1,000 points for one query is MAX_COST_EXCEEDED", async () => {
  const { body } = await s.admin("{ products(first: 250) { nodes { media(first: 10) { nodes { id } } } } }");
  expect(body.errors[0].extensions.code).toBe("MAX_COST_EXCEEDED");
  expect(body.data).toBeUndefined();
});

test("an empty bucket answers THROTTLED with HTTP 200 and the numbers to wait by", async () => {
  const slow = await useFakeShopify({ speed: 0.01 });
  const { gid } = slow.shopify.product("stoneware-mug") ?? {};
  const cheapInFact = "{ products(first: 240) { nodes { featuredMedia { id } } } }";
  for (let i = 0; i < 6; i++) expect((await slow.admin(cheapInFact)).body.extensions.cost).toMatchObject({ requestedQueryCost: 482, actualQueryCost: 20 });
  const costly = () => slow.admin("query N($ids: [ID!]!) { nodes(ids: $ids) { ... on Product { featuredMedia { id } } } }", { ids: Array.from({ length: 240 }, () => gid) });
  for (let i = 0; i < 3; i++) expect((await costly()).body.errors).toBeUndefined();
  const throttled = await costly();
  // 2,000 − 6 × 20 − 3 × 480 leave less than a fourth needs.
  expect(throttled.status).toBe(200);
  expect(throttled.body.data).toBeUndefined();
  expect(throttled.body.errors[0]).toMatchObject({ message: "Throttled", extensions: { code: "THROTTLED" } });
  expect(throttled.body.extensions.cost).toMatchObject({ requestedQueryCost: 480, actualQueryCost: null, throttleStatus: { maximumAvailable: 2000, restoreRate: 1 } });
  expect(throttled.body.extensions.cost.throttleStatus.currentlyAvailable).toBeLessThan(480);
  await slow.close();
});

test("THROTTLED can be asked for, once", async () => {
  s.shopify.control.throttleNext();
  expect((await s.admin("{ shop { id } }")).body.errors[0].extensions.code).toBe("THROTTLED");
  expect((await s.admin("{ shop { id } }")).body.data.shop.id).toBe("gid://shopify/Shop/42001");
});

test.each([
  ["mug", ["Stoneware Mug"]],
  ["MUG", ["Stoneware Mug"]],
  ["lin*", ["Linen Cushion"]],
  ["title:canvas tote", ["Canvas Tote"]],
  ['title:"tote canvas"', []],
  ["زيت", ["صابون زيت الزيتون · Olive Oil Soap"]],
  ["🕯️", ["Beeswax Candle 🕯️ “Hygge”"]],
  ["status:draft", ["Wool Throw"]],
  ["status:active,draft mug", ["Stoneware Mug"]],
  ["mug OR tote", ["Canvas Tote", "Stoneware Mug"]],
  ["(mug OR tote) -canvas", ["Stoneware Mug"]],
  ["tag:winter NOT status:draft", ["Beeswax Candle 🕯️ “Hygge”"]],
  ["sku:LAMP-1", ["Walnut Desk Lamp"]],
  ["vendor:zaytoun", ["صابون زيت الزيتون · Olive Oil Soap"]],
  ["nothing at all", []],
])("the search %s finds %j", async (query, wanted) => {
  expect(await titles(query)).toEqual(wanted);
});

test("pages follow each other without gap or repetition, newest first", async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { body } = await s.admin("query P($after: String) { products(first: 4, after: $after, sortKey: UPDATED_AT, reverse: true) { nodes { handle } pageInfo { hasNextPage endCursor } } }", { after });
    seen.push(...body.data.products.nodes.map((node: { handle: string }) => node.handle));
    after = body.data.products.pageInfo.hasNextPage ? body.data.products.pageInfo.endCursor : null;
  } while (after);
  expect(seen).toEqual(["stoneware-mug", "walnut-desk-lamp", "linen-cushion", "canvas-tote", "beeswax-candle", "olive-soap", "oak-board", "wool-throw", "gift-wrapping"]);
});

test("a connection without a size and a foreign cursor are refused", async () => {
  expect((await s.admin("{ products { nodes { id } } }")).body.errors[0].message).toBe("you must provide one of first or last");
  expect((await s.admin('{ products(first: 1, after: "zzz") { nodes { id } } }')).body.errors[0].message).toBe("Invalid cursor for current pagination sort.");
});

test("a product's facts are plain text, with prices as Shopify writes them", async () => {
  const { gid } = s.shopify.product("stoneware-mug") ?? {};
  const { body } = await s.admin(`query P($id: ID!) { product(id: $id) {
    description(truncateAt: 40) options { name values } priceRangeV2 { minVariantPrice { amount currencyCode } } mediaCount { count }
    media(first: 2, query: "media_type:IMAGE") { nodes { alt ... on MediaImage { image { width url(transform: { maxWidth: 300, preferredContentType: JPG }) } } } } } }`, { id: gid });
  expect(body.data.product).toMatchObject({
    description: "Hand-thrown stoneware with a speckled...", options: [{ name: "Glaze", values: ["Oat", "Slate"] }],
    priceRangeV2: { minVariantPrice: { amount: "24.0", currencyCode: "USD" } }, mediaCount: { count: 4 },
  });
  expect(body.data.product.media.nodes[0].image.url).toMatch(/^https:\/\/cdn\.shopify\.com\/.*\.jpg\?v=\d+&width=300&format=jpg$/);
});

test("a lost answer is a broken connection after the work was done; the ledger tells", async () => {
  s.shopify.control.loseAnswer("SetNote");
  const set = `mutation SetNote($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { metafields { value } userErrors { code } } }`;
  const metafields = [{ ownerId: "gid://shopify/AppInstallation/77001", namespace: "notes", key: "note", type: "single_line_text_field", value: "kept" }];
  await expect(s.admin(set, { m: metafields })).rejects.toThrow();
  const call = s.shopify.ledger.adminCalls.at(-1);
  expect(call).toMatchObject({ name: "SetNote", fields: ["metafieldsSet"], answerLost: true, errorCodes: [] });
});

test("a 502 can be asked for, once", async () => {
  s.shopify.control.failNext({ status: 502, operation: "shop" });
  expect((await s.admin("{ shop { id } }")).status).toBe(502);
  expect((await s.admin("{ shop { id } }")).status).toBe(200);
});
