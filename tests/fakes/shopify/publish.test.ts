import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { request } from "undici";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { makeFilm, useFakeShopify, type FakeShopifyInUse, type Target } from "./use-fake-shopify.ts";

let dir: string;
let film: Buffer;
let s: FakeShopifyInUse;
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "film-"));
  film = await makeFilm(dir);
});
afterAll(() => rmSync(dir, { recursive: true }));
beforeEach(async () => {
  s = await useFakeShopify();
});
afterEach(() => s.close());

const UPDATE = "mutation U($files: [FileUpdateInput!]!) { fileUpdate(files: $files) { files { id } userErrors { code field message } } }";
const attach = async (id: string, productGid: string, field = "referencesToAdd") => (await s.admin(UPDATE, { files: [{ id, [field]: [productGid] }] })).body.data.fileUpdate;
const mug = () => s.shopify.product("stoneware-mug") ?? expect.fail("no mug");
const stageOne = async (bytes: number): Promise<Target> => (await s.stage(bytes)).stagedTargets[0];

test("the whole way: staged, uploaded, created, ready, attached last, moved to second place", async () => {
  const target = await stageOne(film.length);
  expect(target.url).toBe("https://shopify-video-production-core-originals.storage.googleapis.com");
  expect(target.resourceUrl).toMatch(/^https:\/\/shopify-video-production-core-originals\.storage\.googleapis\.com\?external_video_id=\d+$/);
  expect(target.parameters.map((one) => one.name)).toEqual(["GoogleAccessId", "key", "policy", "signature"]);
  expect((await s.upload(target, film)).status).toBe(204);
  const { files: [file] } = await s.createFile(target.resourceUrl);
  expect(file?.fileStatus).toBe("UPLOADED");
  const id = file?.id ?? "";
  expect((await attach(id, mug().gid)).userErrors[0].code).toBe("NON_READY_STATE");
  const ready = await s.waitForStatus(id, "READY");
  expect(ready).toMatchObject({ filename: "film.mp4", sources: [{ width: 272, height: 272, mimeType: "video/mp4", fileSize: film.length }] });
  expect(ready.duration).toBeGreaterThan(1400);

  const pictures = mug().media.map((media) => media.gid);
  expect((await attach(id, mug().gid)).userErrors).toEqual([]);
  await attach(id, mug().gid);
  expect(mug().media.map((media) => media.gid)).toEqual([...pictures, id]);
  expect(s.shopify.ledger.attachments).toHaveLength(1);

  const { body } = await s.admin("mutation M($id: ID!, $moves: [MoveInput!]!) { productReorderMedia(id: $id, moves: $moves) { job { id done } mediaUserErrors { code } } }", { id: mug().gid, moves: [{ id, newPosition: "1" }] });
  const job = body.data.productReorderMedia.job;
  await vi.waitFor(async () => expect((await s.admin("query J($id: ID!) { job(id: $id) { done } }", { id: job.id })).body.data.job.done).toBe(true), { timeout: 5_000 });
  expect(mug().media[1]).toMatchObject({ gid: id, type: "VIDEO", status: "READY", width: 272 });

  const source = await request(ready.sources[0].url, { dispatcher: s.dispatcher });
  const got = Buffer.from(await source.body.arrayBuffer());
  expect(createHash("sha256").update(got).digest("hex")).toBe(createHash("sha256").update(film).digest("hex"));
  const part = await request(ready.sources[0].url, { dispatcher: s.dispatcher, headers: { range: "bytes=10-19" } });
  expect([part.statusCode, part.headers["content-range"], (await part.body.arrayBuffer()).byteLength]).toEqual([206, `bytes 10-19/${film.length}`, 10]);
  const poster = await request(ready.preview.image.url, { dispatcher: s.dispatcher });
  expect([poster.statusCode, poster.headers["content-type"]]).toEqual([200, "image/jpeg"]);
  await poster.body.dump();
  expect(s.shopify.ledger.violations).toEqual([]);

  expect((await attach(id, mug().gid, "referencesToRemove")).userErrors).toEqual([]);
  expect(mug().media.map((media) => media.gid)).toEqual(pictures);
});

test("the storage refuses what Google's refuses", async () => {
  const target = await stageOne(film.length);
  const { parameters } = target;
  const swap = (name: string, value: string) => parameters.map((one) => (one.name === name ? { name, value } : one));
  const policy = parameters.find((one) => one.name === "policy")?.value ?? "";
  const wider = Buffer.from(Buffer.from(policy, "base64").toString().replaceAll(String(film.length), "999999")).toString("base64");
  const refused = async (bytes: Buffer, over: Parameters<typeof s.upload>[2] = {}) => {
    const { status, text } = await s.upload(target, bytes, over);
    return `${status} ${/<Code>(\w+)</.exec(text)?.[1]}`;
  };
  expect(await refused(Buffer.concat([film, Buffer.from("x")]))).toBe("400 EntityTooLarge");
  expect(await refused(film.subarray(1))).toBe("400 EntityTooSmall");
  expect(await refused(film, { parameters: swap("signature", "guessed") })).toBe("403 SignatureDoesNotMatch");
  expect(await refused(film, { parameters: swap("policy", wider) })).toBe("403 SignatureDoesNotMatch");
  expect(await refused(film, { parameters: swap("key", "c/o/v/other.mp4") })).toBe("400 InvalidPolicyDocument");
  expect(await refused(film, { parameters: parameters.slice(0, 3) })).toBe("403 AccessDenied");
  expect(await refused(film, { parameters: [...parameters, { name: "acl", value: "public-read" }] })).toBe("400 InvalidPolicyDocument");
  expect(await refused(film, { parameters: parameters.toReversed() })).toBe("400 InvalidArgument");
  expect(await refused(film, { fileFirst: true })).toBe("403 AccessDenied");
  expect((await s.createFile(target.resourceUrl)).userErrors[0]).toMatchObject({ code: "INVALID", field: ["files", "0", "originalSource"] });
  expect((await s.upload(target, film, { headers: { "x-shopify-access-token": "leaked" } })).status).toBe(204);
  expect(s.shopify.ledger.violations).toEqual(["The staged upload was sent with the header x-shopify-access-token, which must never leave for another host."]);
  expect(s.shopify.ledger.uploads.at(-1)).toMatchObject({ status: 204, bytes: film.length, fieldOrder: ["GoogleAccessId", "key", "policy", "signature", "file"] });
});

test("a policy past its hour is refused", async () => {
  const target = await stageOne(film.length);
  vi.spyOn(Date, "now").mockReturnValue(Date.now() + 61 * 60_000);
  const { status, text } = await s.upload(target, film);
  vi.restoreAllMocks();
  expect([status, text]).toEqual([400, expect.stringContaining("Policy expired.")]);
});

test("an upload that breaks off leaves nothing behind", async () => {
  const target = await stageOne(film.length);
  const stop = new AbortController();
  async function* half() {
    yield Buffer.from(`--b\r\nContent-Disposition: form-data; name="key"\r\n\r\n${"x".repeat(200)}`);
    setImmediate(() => stop.abort());
    await new Promise(() => {});
  }
  const sending = request(target.url, { dispatcher: s.dispatcher, method: "POST", body: Readable.from(half()), signal: stop.signal, headers: { "content-type": "multipart/form-data; boundary=b", "content-length": String(film.length + 1000) } });
  await expect(sending).rejects.toThrow();
  expect((await s.upload(target, film)).status).toBe(204);
});

test("a target makes one file", async () => {
  const target = await stageOne(film.length);
  await s.upload(target, film);
  expect((await s.createFile(target.resourceUrl)).userErrors).toEqual([]);
  expect((await s.createFile(target.resourceUrl)).userErrors[0]?.code).toBe("INVALID");
});

test("a name that is taken is refused or gets a suffix, as asked", async () => {
  await s.publishFile(film);
  const [second, third] = [await stageOne(film.length), await stageOne(film.length)];
  await s.upload(second, film);
  await s.upload(third, film);
  expect((await s.createFile(second.resourceUrl, { duplicateResolutionMode: "RAISE_ERROR" })).userErrors[0]?.code).toBe("FILENAME_ALREADY_EXISTS");
  expect((await s.createFile(second.resourceUrl, { duplicateResolutionMode: "REPLACE" })).userErrors[0]?.code).toBe("INVALID_DUPLICATE_MODE_FOR_TYPE");
  const { files: [renamed] } = await s.createFile(third.resourceUrl);
  expect(renamed?.filename).toMatch(/^film_[0-9a-f-]{36}\.mp4$/);
  await vi.waitFor(async () => {
    const { body } = await s.admin('{ files(first: 10, query: "filename:film media_type:VIDEO", sortKey: CREATED_AT, reverse: true) { nodes { ... on Video { filename } } } }');
    expect(body.data.files.nodes.map((node: { filename: string }) => node.filename)).toEqual([renamed?.filename, "film.mp4"]);
  }, { timeout: 5_000 });
});

test("bytes that are no video end as FAILED with the reason", async () => {
  const file = await s.publishFile(Buffer.from("this is not a film at all"));
  expect((await s.waitForStatus(file.id, "FAILED")).fileErrors).toEqual([{ code: "VIDEO_INVALID_FILETYPE_ERROR" }]);
  s.shopify.control.failNextProcessing("MEDIA_TIMEOUT_ERROR");
  const second = await s.publishFile(film, { filename: "second.mp4" });
  expect((await s.waitForStatus(second.id, "FAILED")).fileErrors).toEqual([{ code: "MEDIA_TIMEOUT_ERROR" }]);
});

test("what cannot be staged comes back without an address and with a reason", async () => {
  const refused = async (over: Record<string, unknown>) => {
    const { stagedTargets: [target], userErrors } = await s.stage(10, over);
    return [target.url, userErrors[0]?.message];
  };
  expect(await refused({ fileSize: undefined })).toEqual([null, "fileSize is required for VIDEO"]);
  expect(await refused({ mimeType: "image/png" })).toEqual([null, "image/png is not a recognized video format"]);
  expect((await s.stage(10, { httpMethod: undefined })).stagedTargets[0].parameters).toEqual([{ name: "content_type", value: "video/mp4" }]);
});

test("every target holds a slot of the plan, used or not", async () => {
  for (let i = 0; i < 25; i++) await s.admin("mutation S($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input) { userErrors { message } } }", { input: Array.from({ length: 10 }, (_, n) => ({ resource: "VIDEO", httpMethod: "POST", filename: `${i}-${n}.mp4`, mimeType: "video/mp4", fileSize: "10" })) });
  expect((await s.stage(10)).userErrors[0]?.message).toBe("Your plan does not permit more than 250 videos and 3D models");
});

test("a product that is gone, a file that is gone, and a file in work are told apart", async () => {
  const file = await s.publishFile(film);
  const deleted = async () => (await s.admin("mutation D($ids: [ID!]!) { fileDelete(fileIds: $ids) { deletedFileIds userErrors { code } } }", { ids: [file.id] })).body.data.fileDelete;
  expect((await deleted()).userErrors).toEqual([{ code: "FILE_LOCKED" }]);
  await s.waitForStatus(file.id, "READY");
  expect((await attach(file.id, "gid://shopify/Product/1")).userErrors[0].code).toBe("REFERENCE_TARGET_DOES_NOT_EXIST");
  expect((await attach("gid://shopify/Video/1", mug().gid)).userErrors[0].code).toBe("FILE_DOES_NOT_EXIST");
  await attach(file.id, mug().gid);
  expect(await deleted()).toEqual({ deletedFileIds: [file.id], userErrors: [] });
  expect(mug().media.some((media) => media.type === "VIDEO")).toBe(false);
  expect((await s.admin("query N($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids: [file.id] })).body.data.nodes).toEqual([null]);
});

test("a video added with the product (write_products alone) is found as its newest medium", async () => {
  const target = await stageOne(film.length);
  await s.upload(target, film);
  const { body } = await s.admin(`mutation A($id: ID!, $media: [CreateMediaInput!]!) { productUpdate(product: { id: $id }, media: $media) {
    product { media(first: 5, sortKey: ID, reverse: true, query: "media_type:VIDEO") { nodes { id status ... on Video { filename } } } } userErrors { field message } } }`,
  { id: mug().gid, media: [{ originalSource: target.resourceUrl, mediaContentType: "VIDEO", alt: "A film" }] });
  expect(body.data.productUpdate.product.media.nodes).toEqual([{ id: expect.any(String), status: "UPLOADED", filename: "film.mp4" }]);
});

test("a second start finds tokens, files and listings as they were", async () => {
  const { body } = await s.exchange();
  const file = await s.publishFile(film);
  await s.waitForStatus(file.id, "READY");
  await attach(file.id, mug().gid);
  const before = mug();
  await s.close(true);
  s = await useFakeShopify({ keepDir: s.dir });
  expect(mug()).toEqual(before);
  expect(mug().media.at(-1)).toMatchObject({ type: "VIDEO", status: "READY", width: 272 });
  expect((await s.admin("{ shop { id } }", {}, { token: body.access_token })).status).toBe(200);
});
