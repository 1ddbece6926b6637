import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { open, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { uploadToStagedTarget } from "#app/shopify/upload-to-staged-target.server.ts";
import { startStrictStore } from "./start-strict-store.ts";

const folder = mkdtempSync(path.join(tmpdir(), "shelfreel-upload-"));
const file = path.join(folder, "video.mp4");
const content = randomBytes(1_000_003);
const parameters = [
  { name: "GoogleAccessId", value: "someone@example.iam" },
  { name: "key", value: "c/o/v/1.mp4" },
  { name: "policy", value: "eyJhIjoiYiJ9" },
  { name: "signature", value: "abc+/=" },
];
const target = { url: "https://shopify-video-production-core-originals.storage.googleapis.com", resourceUrl: "https://x.storage.googleapis.com/?external_video_id=1", parameters };
let store: Awaited<ReturnType<typeof startStrictStore>>;
beforeAll(async () => {
  store = await startStrictStore();
  await writeFile(file, content);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const upload = (o: Partial<Parameters<typeof uploadToStagedTarget>[0]> = {}, stallMs = 10_000) =>
  uploadToStagedTarget({ target, file, filename: "shelfreel-1.mp4", bytes: content.length, ...o }, { dispatcher: store.dispatcher, stallMs });
const refusal = async (promise: Promise<unknown>): Promise<ExpectedError> => {
  const error = await promise.then(() => null, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ExpectedError);
  return error as ExpectedError;
};
const xml = (status: number, code: string, message = "") => (request: Parameters<Parameters<typeof store.answer>[0] & object>[0], response: Parameters<Parameters<typeof store.answer>[0] & object>[1]) => {
  request.resume();
  request.once("end", () => response.writeHead(status, { "content-type": "application/xml" }).end(`<?xml version='1.0'?><Error><Code>${code}</Code><Message>${message}</Message></Error>`));
};

test("the parameters come in their order and the file last, with an exact length and no token", async () => {
  store.answer(204);
  await upload();
  const [received] = store.received;
  expect(received?.parts).toEqual(["GoogleAccessId", "key", "policy", "signature", "file"]);
  expect(received?.fields).toEqual(Object.fromEntries(parameters.map(({ name, value }) => [name, value])));
  expect(received).toMatchObject({ filename: "shelfreel-1.mp4", mime: "video/mp4", fileBytes: content.length, sha256: createHash("sha256").update(content).digest("hex") });
  expect(received?.headers["content-length"]).toBe(String(received?.bodyBytes));
  expect(received?.headers["transfer-encoding"]).toBeUndefined();
  expect(Object.keys(received?.headers ?? {}).sort()).toEqual(["connection", "content-length", "content-type", "host"]);
  const boundary = /boundary=(\S+)/.exec(received?.headers["content-type"] ?? "")?.[1] ?? "?";
  expect(received?.start.startsWith(`--${boundary}\r\nContent-Disposition: form-data; name="GoogleAccessId"\r\n\r\n`)).toBe(true);
  expect(received?.end.endsWith(`\r\n--${boundary}--\r\n`)).toBe(true);
});

test.each([200, 201, 204])("%i is success", async (status) => {
  store.answer(status);
  await upload();
  expect(store.received).toHaveLength(1);
});

test("a file name cannot break out of its header", async () => {
  store.answer(204);
  await upload({ filename: 'a"\r\nX-Evil: 1\r\n.mp4' });
  expect(store.received[0]?.parts).toHaveLength(5);
  expect(store.received[0]?.filename).toContain("%22%0D%0AX-Evil");
});

test.each([
  ["http://bucket.storage.googleapis.com/"],
  ["https://storage.googleapis.com.evil.test/"],
  ["https://evilstorage.googleapis.com/"],
  ["https://127.0.0.1/"],
  ["https://storage.googleapis.com:8443/"],
  ["https://user@storage.googleapis.com/"],
  ["nonsense"],
])("nothing is sent to %s", async (url) => {
  store.answer(204);
  expect(await refusal(upload({ target: { ...target, url } }))).toMatchObject({ code: "shopify.upload_host_refused", retryable: false });
  expect(store.received).toHaveLength(0);
});

test.each(["https://storage.googleapis.com/b", "https://b.storage.googleapis.com", "https://b.s3.eu-west-1.amazonaws.com/"])("%s is trusted", async (url) => {
  store.answer(204);
  await upload({ target: { ...target, url } });
  expect(store.received).toHaveLength(1);
});

test.each([
  [400, "EntityTooLarge", "", "shopify.staged_target_size"],
  [400, "EntityTooSmall", "", "shopify.staged_target_size"],
  [400, "InvalidPolicyDocument", "The content of the form does not meet the conditions: policy expired.", "shopify.staged_target_expired"],
  [403, "AccessDenied", "Invalid according to Policy: Policy expired.", "shopify.staged_target_expired"],
  [403, "SignatureDoesNotMatch", "", "shopify.staged_target_refused"],
  [503, "ServiceUnavailable", "", "shopify.upload_failed"],
])("%i %s (%s) is %s", async (status, code, message, expected) => {
  store.answer(xml(status, code, message));
  const error = await refusal(upload());
  expect(error).toMatchObject({ code: expected, charged: "no", retryable: true });
  expect(error.merchantMessage).toContain("The finished video is kept");
  expect(error.message).toContain(code);
});

test("a redirect is not followed", async () => {
  store.answer((request, response) => {
    request.resume();
    request.once("end", () => response.writeHead(307, { location: "https://storage.googleapis.com/elsewhere" }).end());
  });
  expect(await refusal(upload())).toMatchObject({ code: "shopify.upload_redirected" });
});

test("a refusal in the middle of the body ends the upload with its reason or as a broken connection", async () => {
  store.answer((_request, response) => response.writeHead(413, { connection: "close" }).end("<Error><Code>EntityTooLarge</Code></Error>"));
  expect((await refusal(upload())).code).toMatch(/^shopify\.(staged_target_size|upload_failed)$/);
});

test("a connection that breaks is worth another try", async () => {
  store.answer((request) => void request.once("data", () => request.socket.destroy()));
  expect(await refusal(upload())).toMatchObject({ code: "shopify.upload_failed", retryable: true });
});

test("a store that stops reading is noticed", async () => {
  const big = path.join(folder, "stall.mp4");
  await writeFile(big, "");
  await truncate(big, 64 * 1024 * 1024);
  store.answer((request) => void request.pause());
  expect(await refusal(upload({ file: big, bytes: 64 * 1024 * 1024 }, 200))).toMatchObject({ code: "shopify.upload_stalled", retryable: true });
});

test("a store that never answers is noticed", async () => {
  store.answer((request) => void request.resume());
  expect(await refusal(upload({}, 200))).toMatchObject({ code: "shopify.upload_stalled" });
});

test("a kept file of another size is never announced as this one", async () => {
  store.answer(204);
  expect(await refusal(upload({ bytes: content.length + 1 }))).toMatchObject({ code: "shopify.upload_file_changed" });
  expect(await refusal(upload({ file: path.join(folder, "gone.mp4") }))).toMatchObject({ code: "shopify.upload_file_changed" });
  expect(store.received).toHaveLength(0);
});

test("an abort rejects with its own reason", async () => {
  const stop = new AbortController();
  store.answer((request) => void request.once("data", () => stop.abort(new Error("draining"))));
  await expect(upload({ signal: stop.signal })).rejects.toThrow("draining");
  await expect(upload({ signal: stop.signal })).rejects.toThrow("draining");
});

test("200 MB go through at flat memory, every byte as it was", async () => {
  const big = path.join(folder, "big.mp4");
  const bytes = 200 * 1024 * 1024 + 17;
  const hash = createHash("sha256");
  const handle = await open(big, "w");
  const block = randomBytes(1024 * 1024);
  for (let left = bytes; left > 0; left -= block.length) {
    block.writeUInt32LE(left, 0);
    const piece = block.subarray(0, Math.min(left, block.length));
    hash.update(piece);
    await handle.write(piece);
  }
  await handle.close();
  store.answer(204);
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(import.meta.dirname, "upload-in-process.ts"), String(store.port), big, String(bytes)]);
  expect(store.received[0]).toMatchObject({ fileBytes: bytes, sha256: hash.digest("hex") });
  const { risenMb } = JSON.parse(stdout) as { risenMb: number };
  expect(risenMb).toBeLessThan(64);
});
