import { countHostedVideos } from "#app/shopify/count-hosted-videos.server.ts";
import { Agent } from "undici";
import { expect, test } from "vitest";
import { ExpectedError } from "#app/lib/expected-error.ts";
import type { AdminCall, AdminGraphql } from "#app/shopify/admin-graphql.server.ts";
import { createShopifyAdmin } from "#app/shopify/create-shopify-admin.server.ts";
import { toMediaRow } from "#app/shopify/media-row.ts";
import { createInstantClock } from "./instant-clock.ts";

/** Answers each operation with the next of its planned `data`; the result schema of the call reads it, as in the real caller. */
function plan(answers: Record<string, unknown[]>) {
  const calls: { operation: string; variables: Record<string, unknown> | undefined; repeat: string }[] = [];
  const graphql: AdminGraphql = async <T>(call: AdminCall<T>): Promise<T> => {
    const operation = /(?:query|mutation)\s+(\w+)/.exec(call.document)?.[1] ?? "";
    calls.push({ operation, variables: call.variables, repeat: call.repeat });
    const next = answers[operation]?.shift();
    if (next === undefined) throw new Error(`no answer planned for ${operation}`);
    if (next instanceof Error) throw next;
    return call.result.parse(next);
  };
  const clock = createInstantClock();
  const admin = createShopifyAdmin({ graphql, uploadDispatcher: new Agent(), clock, log: { info: () => {}, warn: () => {} } });
  return { admin, calls, clock };
}
const product = "gid://shopify/Product/1";
const video = "gid://shopify/Video/7";
const refused = (code: string) => ({ userErrors: [{ code, field: ["files"], message: "m" }] });

test("a product list asks for at most fifty and searches safely", async () => {
  const node = { id: product, title: "Mug", handle: "mug", status: "ACTIVE", featuredMedia: { preview: { image: { url: "https://cdn/1.jpg", altText: null } } } };
  const { admin, calls } = plan({ ProductsPage: [{ products: { nodes: [node, { ...node, featuredMedia: null }], pageInfo: { hasNextPage: true, endCursor: "c" } } }] });
  const page = await admin.listProducts({ search: 'status:draft colour:red', after: "a", first: 500 });
  // a filter that Shopify knows stays one, with its value in quotes; one that it would ignore is a word
  expect(calls[0]).toMatchObject({ variables: { first: 50, after: "a", query: 'status:"draft" "colour:red"' }, repeat: "safe" });
  expect(page).toEqual({
    products: [
      { productGid: product, title: "Mug", handle: "mug", productStatus: "ACTIVE", thumbnailUrl: "https://cdn/1.jpg", thumbnailAlt: null },
      { productGid: product, title: "Mug", handle: "mug", productStatus: "ACTIVE", thumbnailUrl: null, thumbnailAlt: null },
    ],
    endCursor: "c",
    hasNextPage: true,
  });
});

const image = (id: string, status: string, of: object | null) => ({ id, alt: null, status, image: of });
const lastPage = { hasNextPage: false, endCursor: null };
const material = {
  id: product, title: "Mug", handle: "mug", status: "DRAFT", vendor: "V", productType: "T", descriptionHtml: "<p>Hand wash</p><ul><li>Made in Porto</li><li>350 ml</li></ul>", options: [{ name: "Size", values: ["S"] }],
  priceRangeV2: { minVariantPrice: { amount: "1.0", currencyCode: "EUR" }, maxVariantPrice: { amount: "2.0", currencyCode: "EUR" } },
  updatedAt: "2026-11-21T10:00:00Z", mediaCount: { count: 3 },
  images: { nodes: [image("a", "READY", { width: 10, height: 20, url: "u" }), image("b", "PROCESSING", null), image("c", "FAILED", { width: 1, height: 1, url: "x" })], pageInfo: lastPage },
};

test("a product's unfinished pictures are left out, and a gone product is null", async () => {
  const answer = { product: { ...material, videos: { nodes: [] } } };
  const { admin } = plan({ ProductForVideo: [answer, { product: null }] });
  const found = await admin.getProduct({ productGid: product });
  expect(found).toMatchObject({ productStatus: "DRAFT", description: "Hand wash\nMade in Porto\n350 ml", mediaCount: 3, price: { min: "1.0", max: "2.0", currencyCode: "EUR" }, pictures: [{ mediaGid: "a", alt: null, url: "u", width: 10, height: 20 }] });
  expect(found?.pictures).toHaveLength(1);
  expect(await admin.getProduct({ productGid: product })).toBeNull();
});

test("the media of a product come by their ids in listing order, the first page as large as expected, the rest in one", async () => {
  const page = (ids: string[], endCursor: string | null) => ({ product: { id: product, media: { nodes: ids.map((id) => ({ id })), pageInfo: { hasNextPage: endCursor !== null, endCursor } } } });
  const { admin, calls } = plan({ ProductMediaIds: [page(["1"], "next"), page(["2", "3"], null), { product: null }] });
  expect(await admin.listMediaIds({ productGid: product, expected: 4 })).toEqual(["1", "2", "3"]);
  expect(calls.map(({ variables }) => variables)).toEqual([{ id: product, first: 5, after: null }, { id: product, first: 250, after: "next" }]);
  expect(await admin.listMediaIds({ productGid: product })).toBeNull();
});

test("the end of the media, their number, and files together with media", async () => {
  const { admin, calls } = plan({
    ProductMediaEnd: [{ product: { id: product, mediaCount: { count: 4 }, media: { nodes: [{ id: "4" }] } } }, { product: null }],
    ProductMediaCount: [{ product: { id: product, mediaCount: { count: 4 } } }, { product: null }],
    FileStatusAndMedia: [{ nodes: [{ ...file, fileStatus: "READY", fileErrors: [] }, null], product: { id: product, media: { nodes: [{ id: "1" }], pageInfo: { hasNextPage: false, endCursor: null } } } }],
  });
  expect([await admin.readMediaEnd({ productGid: product }), await admin.readMediaEnd({ productGid: product })]).toEqual([{ count: 4, lastGid: "4" }, null]);
  expect([await admin.countMedia({ productGid: product }), await admin.countMedia({ productGid: product })]).toEqual([4, null]);
  expect(await admin.getFilesAndMedia({ fileGids: [video, "gone"], productGid: product, expected: 1 })).toEqual({ files: [{ fileStatus: "READY", errorCode: null }, null], media: ["1"] });
  expect(calls.at(-1)?.variables).toEqual({ ids: [video, "gone"], id: product, first: 2 });
});

test("of a product's videos the largest MP4 is the source", async () => {
  const sources = [{ url: "small", mimeType: "video/mp4", width: 480, height: 480 }, { url: "hls", mimeType: "application/x-mpegURL", width: 1080, height: 1080 }, { url: "large", mimeType: "video/mp4", width: 1080, height: 1080 }];
  const row = { id: "2", alt: null, status: "READY", mediaContentType: "VIDEO" as const, preview: null, filename: "f.mp4", sources } as const;
  expect(toMediaRow({ ...row, sources: [...sources] })).toMatchObject({ mediaGid: "2", type: "VIDEO", filename: "f.mp4", sourceUrl: "large" });
});

test("the pictures after the first eight are read too", async () => {
  const { admin, calls } = plan({
    ProductForRequest: [{ product: { ...material, images: { nodes: [image("a", "READY", { width: 10, height: 20, url: "u" })], pageInfo: { hasNextPage: true, endCursor: "eight" } } } }, { product: null }],
    ProductPictures: [{ product: { images: { nodes: [image("b", "READY", { width: 10, height: 20, url: "v" })], pageInfo: { hasNextPage: false, endCursor: null } } } }],
  });
  expect((await admin.getMaterial({ productGid: product }))?.pictures.map(({ mediaGid }) => mediaGid)).toEqual(["a", "b"]);
  expect(calls[1]?.variables).toEqual({ id: product, after: "eight" });
  expect(await admin.getMaterial({ productGid: product })).toBeNull();
});

test("a staged target is asked for once, with the exact size as text, and its refusal is named", async () => {
  const target = { url: "https://u", resourceUrl: "https://r", parameters: [{ name: "key", value: "k" }] };
  const { admin, calls } = plan({
    StagedVideoUpload: [
      { stagedUploadsCreate: { stagedTargets: [target], userErrors: [] } },
      { stagedUploadsCreate: { stagedTargets: [{ url: null, resourceUrl: null, parameters: [] }], userErrors: [{ field: ["input"], message: "Your plan does not permit more than 250 videos and 3D models" }] } },
      { stagedUploadsCreate: { stagedTargets: [{ url: null, resourceUrl: null, parameters: [] }], userErrors: [] } },
    ],
  });
  expect(await admin.createStagedTarget({ filename: "a.mp4", bytes: 3_000_000_000 })).toEqual(target);
  expect(calls[0]).toMatchObject({ repeat: "never", variables: { input: [{ resource: "VIDEO", httpMethod: "POST", filename: "a.mp4", mimeType: "video/mp4", fileSize: "3000000000" }] } });
  await expect(admin.createStagedTarget({ filename: "a.mp4", bytes: 1 })).rejects.toMatchObject({ code: "shopify.plan_limit" });
  await expect(admin.createStagedTarget({ filename: "a.mp4", bytes: 1 })).rejects.toMatchObject({ code: "shopify.staged_target_missing" });
});

const file = { __typename: "Video", id: video, fileStatus: "UPLOADED" };
const create = { resourceUrl: "https://r", filename: "shelfreel-1.mp4", alt: "A mug" };

test("a video file is created once and never repeated by itself", async () => {
  const lost = new ExpectedError({ code: "shopify.answer_lost", message: "lost", merchantMessage: "lost", charged: "no", retryable: true });
  const { admin, calls } = plan({ CreateVideoFile: [{ fileCreate: { files: [file], userErrors: [] } }, lost] });
  expect(await admin.createVideoFile(create)).toEqual({ fileGid: video, fileStatus: "UPLOADED" });
  expect(calls).toMatchObject([{ repeat: "never", variables: { files: [{ originalSource: "https://r", contentType: "VIDEO", filename: "shelfreel-1.mp4", alt: "A mug", duplicateResolutionMode: "RAISE_ERROR" }] } }]);
  await expect(admin.createVideoFile(create)).rejects.toBe(lost);
  expect(calls).toHaveLength(2);
});

test.each(["FILENAME_ALREADY_EXISTS", "DUPLICATE_FILENAME_ERROR", "INVALID"])("after %s the file of our name is our own earlier one", async (code) => {
  const { admin } = plan({ CreateVideoFile: [{ fileCreate: { files: null, ...refused(code) } }], FilesByName: [{ files: { nodes: [{ ...file, filename: "shelfreel-1.mp4", fileStatus: "READY" }] } }] });
  expect(await admin.createVideoFile(create)).toEqual({ fileGid: video, fileStatus: "READY" });
});

test("a name that is taken but not found yet is looked up again later", async () => {
  const { admin } = plan({ CreateVideoFile: [{ fileCreate: { files: null, ...refused("FILENAME_ALREADY_EXISTS") } }], FilesByName: [{ files: { nodes: [] } }] });
  await expect(admin.createVideoFile(create)).rejects.toMatchObject({ code: "shopify.filename_taken", retryable: true });
});

test("an upload that Shopify does not take, with no file of our name, is refused", async () => {
  const { admin } = plan({ CreateVideoFile: [{ fileCreate: { files: null, ...refused("INVALID") } }], FilesByName: [{ files: { nodes: [] } }] });
  await expect(admin.createVideoFile(create)).rejects.toMatchObject({ code: "shopify.refused", retryable: false });
});

test("where Shopify does not know the duplicate mode for videos, the refused call is made without it", async () => {
  const { admin, calls } = plan({ CreateVideoFile: [{ fileCreate: { files: null, ...refused("INVALID_DUPLICATE_MODE_FOR_TYPE") } }, { fileCreate: { files: [file], userErrors: [] } }] });
  expect(await admin.createVideoFile(create)).toEqual({ fileGid: video, fileStatus: "UPLOADED" });
  expect(calls[1]?.variables).toMatchObject({ files: [{ duplicateResolutionMode: "APPEND_UUID" }] });
});

test("a file is found by our name, also with Shopify's suffix, never by a longer name or another type", async () => {
  const nodes = [
    { __typename: "MediaImage", id: "i", fileStatus: "READY" },
    { ...file, id: "other", filename: "shelfreel-12.mp4" },
    { ...file, filename: "shelfreel-1_9f2c.mp4" },
    { ...file, id: "older", filename: "shelfreel-1.mp4" },
  ];
  const { admin, calls } = plan({ FilesByName: [{ files: { nodes } }, { files: { nodes: nodes.slice(0, 2) } }] });
  expect(await admin.findVideoFile({ filename: "shelfreel-1.mp4" })).toEqual({ fileGid: video, fileStatus: "UPLOADED" });
  expect(calls[0]?.variables).toEqual({ query: "filename:shelfreel-1 media_type:VIDEO" });
  expect(await admin.findVideoFile({ filename: "shelfreel-1.mp4" })).toBeNull();
});

test("a file's status comes with Shopify's code, and a gone file is null", async () => {
  const { admin } = plan({ FileStatus: [{ nodes: [{ ...file, fileStatus: "FAILED", fileErrors: [{ code: "MEDIA_TIMEOUT_ERROR" }] }] }, { nodes: [null] }] });
  expect(await admin.getFileStatuses({ fileGids: [video] })).toEqual([{ fileStatus: "FAILED", errorCode: "MEDIA_TIMEOUT_ERROR" }]);
  expect(await admin.getFileStatuses({ fileGids: [video] })).toEqual([null]);
});

test("attaching and detaching change references only and name every refusal", async () => {
  const { admin, calls } = plan({ UpdateFiles: [{ fileUpdate: { userErrors: [] } }, { fileUpdate: { userErrors: [] } }, { fileUpdate: refused("NON_READY_STATE") }] });
  await admin.attachToProduct({ fileGid: video, productGid: product });
  await admin.detachFromProduct({ fileGid: video, productGid: product });
  expect(calls.map(({ variables }) => variables)).toEqual([{ files: [{ id: video, referencesToAdd: [product] }] }, { files: [{ id: video, referencesToRemove: [product] }] }]);
  await expect(admin.attachToProduct({ fileGid: video, productGid: product })).rejects.toMatchObject({ code: "shopify.file_not_ready", retryable: true });
});

const job = (done: boolean) => ({ id: "gid://shopify/Job/1", done });
const move = { productGid: product, mediaGid: video, position: 1 };

test("a move returns when Shopify's own job is done", async () => {
  const { admin, calls, clock } = plan({ MoveMedia: [{ productReorderMedia: { job: job(false), mediaUserErrors: [] } }], JobDone: [{ job: job(false) }, { job: job(true) }] });
  await admin.moveMedia(move);
  expect(calls[0]?.variables).toEqual({ id: product, moves: [{ id: video, newPosition: "1" }] });
  expect(clock.slept).toEqual([500, 750]);
});

test("a move whose job is done at once, missing or unknown is not waited for", async () => {
  const { admin, calls } = plan({ MoveMedia: [{ productReorderMedia: { job: job(true), mediaUserErrors: [] } }, { productReorderMedia: { job: null, mediaUserErrors: [] } }, { productReorderMedia: { job: job(false), mediaUserErrors: [] } }], JobDone: [{ job: null }] });
  await admin.moveMedia(move);
  await admin.moveMedia(move);
  await admin.moveMedia(move);
  expect(calls).toHaveLength(4);
});

test("a move that Shopify does not finish in time is named as such", async () => {
  const { admin, clock } = plan({ MoveMedia: [{ productReorderMedia: { job: job(false), mediaUserErrors: [] } }], JobDone: Array.from({ length: 50 }, () => ({ job: job(false) })) });
  await expect(admin.moveMedia(move)).rejects.toMatchObject({ code: "shopify.move_unfinished", retryable: true });
  expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(120_000);
});

test("the shop's plan and scopes are read, and languages are unknown without their scope", async () => {
  const denied = new ExpectedError({ code: "shopify.scope_missing", message: "", merchantMessage: "", charged: "no", retryable: false });
  const { admin } = plan({
    ShopAndInstallation: [{ shop: { name: "S", myshopifyDomain: "s.myshopify.com", currencyCode: "EUR", ianaTimezone: "Europe/Berlin", plan: { publicDisplayName: "Basic", partnerDevelopment: true, shopifyPlus: false } }, currentAppInstallation: { accessScopes: [{ handle: "write_files" }] } }],
    ShopLanguages: [{ shopLocales: [{ locale: "de", primary: true, published: true }] }, denied],
  });
  expect(await admin.getShop()).toEqual({ name: "S", myshopifyDomain: "s.myshopify.com", currencyCode: "EUR", ianaTimezone: "Europe/Berlin", planName: "Basic", developmentStore: true, scopes: ["write_files"] });
  expect(await admin.listLanguages()).toEqual([{ locale: "de", primary: true, published: true }]);
  expect(await admin.listLanguages()).toBeNull();
});

test("files are counted in pages as large as what is expected, and whole where there are more", async () => {
  const pages = [[3, true], [2, true], [1, false]] as const;
  const asked: unknown[] = [];
  let at = 0;
  const graphql = async ({ variables, result }: { variables?: Record<string, unknown>; result: { parse(data: unknown): unknown } }) => {
    asked.push(variables?.["first"]);
    const [n, hasNextPage] = pages[at++] ?? [0, false];
    return result.parse({ shop: { plan: { publicDisplayName: "Basic" } }, files: { nodes: Array.from({ length: n }, (_, i) => ({ id: `gid://shopify/Video/${i}` })), pageInfo: { hasNextPage, endCursor: "c" } } });
  };
  expect(await countHostedVideos(graphql as never, { expected: 400 })).toEqual({ planName: "Basic", hosted: 6 });
  expect(asked).toEqual([250, 250, 250]);
  [at, asked.length] = [0, 0];
  await countHostedVideos(graphql as never, { expected: 0 });
  expect(asked).toEqual([15, 12, 10]);
  [at, asked.length] = [2, 0];
  await countHostedVideos(graphql as never);
  expect(asked).toEqual([250]);
});
