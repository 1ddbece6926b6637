// Group U: uploads. What cannot be used is named; without a picture nothing is charged.
import { expect, test } from "vitest";
import { fetchPicture } from "#app/shopify/fetch-picture.server.ts";
import { sentPictures } from "#app/videos/video-json.ts";
import type { Fault } from "#fakes/nemo/scenarios/scenario.ts";
import { AnswerFromMemory } from "#tests/nemo/answer-from-memory.ts";
import { account, makeClient, serveSocket } from "#tests/nemo/serve-raw.ts";
import { RAW, READY, useFaultShop } from "./use-fault-shop.ts";

const faults = useFaultShop();
const nothingSent = { status: "failed", code: "video.no_pictures", messages: 0, charged: 0, renders: 0, charge: "Nothing was charged." };
const sentNames = () => faults.uploads().flatMap((upload) => upload.files.map((file) => file.filename));
const picturesOf = async (videoId: string) => sentPictures.parse((await faults.shop.db.video.findUniqueOrThrow({ where: { id: videoId } })).pictures);

test("U1: one of the pictures is refused with 4001: the others go on, the merchant reads which one was left out", async () => {
  const seen = await faults.makeAlways({ at: "upload", upload: { refuseNames: ["02-"] } });
  expect(seen).toMatchObject({ ...READY, warnings: ["picture.left_out"] });
  expect(seen.warned).toMatch(/02-walnut-desk-lamp\.jpg.*JPG, PNG or WebP/);
  expect(sentNames()).toEqual(["01-walnut-desk-lamp.jpg", "03-walnut-desk-lamp.jpg"]);
  expect(await picturesOf(seen.videoId)).toHaveLength(2);
});

test("U1: all of them are refused: nothing is sent and nothing charged", async () => {
  const seen = await faults.makeAlways({ at: "upload", upload: { refuseExtensions: ["jpg"] } });
  expect(seen).toMatchObject(nothingSent);
  expect(seen.says).toMatch(/None of the product's pictures could be used.*nothing was charged.*01-walnut/s);
});

test("U2: 4002 for the largest picture: its smaller rendition goes instead", async () => {
  const { videoId } = await faults.make();
  const sizes = (await picturesOf(videoId)).map((picture) => picture.bytes ?? 0);
  await faults.shop.videos.discardVideo({ shop: "test-shop.myshopify.com", videoId });
  const before = sentNames().length;
  const seen = await faults.makeAlways({ at: "upload", upload: { limit: Math.max(...sizes) - 1 } });
  expect(seen).toMatchObject({ status: "ready", warnings: [], messages: 2 });
  expect(sentNames().slice(before)).toHaveLength(3);
  expect(Math.max(...(await picturesOf(seen.videoId)).map((picture) => picture.bytes ?? 0))).toBeLessThan(Math.max(...sizes));
});

test.each<[string, Fault]>([
  ["4002", { at: "upload", upload: { limit: 10 } }],
  ["a 413 page", { at: "upload", answer: { instead: { status: 413, headers: { "content-type": "text/html" }, body: `<html>${RAW}</html>` } } }],
])("U2: %s for every rendition: the pictures are named, nothing is charged", async (_name, fault) => {
  const seen = await faults.makeAlways(fault);
  expect(seen).toMatchObject(nothingSent);
  expect(seen.says).toMatch(/01-walnut-desk-lamp\.jpg.*too large/);
});

test("U5: the state never shows them: stopped before the chat", async () => {
  const seen = await faults.makeAlways("upload-never-applied");
  expect(seen).toMatchObject(nothingSent);
  expect(seen.says).toMatch(/NemoVideo did not keep it/);
  expect(faults.uploads()).toHaveLength(2);
});

test("U6: reset after the files were taken: the state is asked first, nothing goes twice", async () => {
  expect(await faults.make("upload-answer-lost")).toMatchObject(READY);
  expect(faults.uploads()).toHaveLength(1);
});

test("U7: an API that stops reading: the upload is given up after its time, and the merchant reads of the next try", async () => {
  await using server = await serveSocket(() => undefined);
  const { client } = makeClient(server.url, { waits: { ...makeClient(server.url).waits, upload: 300 } });
  const began = performance.now();
  const picture = { filename: "a.jpg", mime: "image/jpeg", bytes: new Uint8Array(32 * 1024 * 1024) };
  await expect(client.uploadPictures(account, { nemoSessionId: "1", pictures: [picture] })).rejects.toMatchObject({ code: "nemo.unreachable", retryable: true, charged: "no", merchantMessage: expect.stringMatching(/tries again by itself/) });
  expect(performance.now() - began).toBeLessThan(10_000);
});

test("U7: after an upload that broke before anything was taken, the pictures go once", async () => {
  expect(await faults.make({ at: "upload", answer: { lose: "before" } })).toMatchObject(READY);
  expect(faults.uploads()).toHaveLength(1);
});

const notPictures: [string, { status: number; body: Buffer }][] = [
  ["gone (404)", { status: 404, body: Buffer.alloc(0) }],
  ["an HTML page", { status: 200, body: Buffer.from(`<!doctype html><p>${RAW}</p>`) }],
  ["60 MB", { status: 200, body: Buffer.alloc(60 * 1024 * 1024, 0xff) }],
  ["AVIF", { status: 200, body: Buffer.from("\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", "latin1") }],
  ["a redirect to 127.0.0.1", { status: 302, body: Buffer.alloc(0) }],
];
test.each(notPictures)("U8: a picture at Shopify that is %s is left out; with none left nothing is sent", async (_name, answer) => {
  const { deps } = faults.shop;
  const { fetchPicture: usual } = deps;
  let asked = 0;
  const broken = new AnswerFromMemory(() => answer);
  const all = async (url: string, signal: AbortSignal) => (asked++, fetchPicture(url, { dispatcher: broken, signal }));
  deps.fetchPicture = async (url, signal) => (asked === 0 ? all(url, signal) : usual(url, signal));
  try {
    const one = await faults.make();
    expect(one).toMatchObject({ ...READY, warnings: ["picture.left_out"] });
    expect(one.warned).toMatch(/could not be used/);
    await faults.shop.videos.discardVideo({ shop: "test-shop.myshopify.com", videoId: one.videoId });
    deps.fetchPicture = all;
    const none = await faults.make();
    expect(none).toMatchObject({ ...nothingSent, messages: 1, charged: 100, renders: 1 });
    expect(none.says).toMatch(/could not be used/);
  } finally {
    deps.fetchPicture = usual;
  }
});

const byAddress = () => {
  const [domain, settings] = ["test-shop.myshopify.com", { picturesBy: "address" }];
  return faults.shop.db.shop.upsert({ where: { domain }, create: { domain, settings }, update: { settings } });
};

test("by their addresses: NemoVideo fetches the pictures, under the names that the text for it says", async () => {
  await byAddress();
  const before = faults.uploads().length;
  const seen = await faults.make();
  expect(seen).toMatchObject(READY);
  const pictures = await picturesOf(seen.videoId);
  const sent = faults.uploads().slice(before);
  expect(sent.flatMap((upload) => upload.files.map((file) => file.filename))).toEqual(pictures.map((picture) => picture.filename));
  expect(pictures.every((picture) => picture.byAddress && new URL(picture.url).pathname.endsWith(`/${picture.filename}`))).toBe(true);
  const { prompt } = await faults.shop.db.video.findUniqueOrThrow({ where: { id: seen.videoId } });
  for (const { filename } of pictures) expect(prompt).toContain(filename);
});

test("by their addresses, and none can be fetched: they are sent as files, once", async () => {
  await byAddress();
  const before = faults.uploads().length;
  const seen = await faults.make({ at: "upload", upload: { refuseExtensions: ["jpg"] } });
  expect(seen).toMatchObject(READY);
  expect(faults.uploads().slice(before)).toHaveLength(1);
  await faults.shop.db.shop.updateMany({ data: { settings: {} } });
});
