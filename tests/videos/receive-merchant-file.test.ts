// Files of merchants on their way in: judged by their bytes, streamed, and nothing left of a broken one.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FILE_LIMIT } from "#app/videos/limits.ts";
import { openLocalFiles } from "#app/files/local-files.server.ts";
import { sweepMerchantFiles } from "#app/videos/merchant-files.server.ts";
import { receiveMerchantFile, type FileToReceive } from "#app/videos/receive-merchant-file.server.ts";
import { watchUploadRoom } from "#app/videos/watch-upload-room.ts";
import { mediaFormats, sniffMedia } from "#app/videos/sniff-media.ts";
import { createTestDatabase, type TestDatabase } from "#tests/setup/test-database.ts";

const SHOP = "files.myshopify.com";
const productGid = "gid://shopify/Product/7";
let database: TestDatabase;
let keptDir: string;
beforeAll(async () => {
  database = await createTestDatabase();
  keptDir = mkdtempSync(path.join(tmpdir(), "files-"));
});
afterAll(async () => {
  await database.close();
  rmSync(keptDir, { recursive: true, force: true });
});

const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part))));
const heads: Record<string, Buffer> = {
  mp4: bytes([0, 0, 0, 24], "ftypisom"), mov: bytes([0, 0, 0, 20], "ftypqt  "), avi: bytes("RIFF", [0, 0, 0, 0], "AVI LIST"), webm: bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x84], "webm"),
  mkv: bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x88], "matroska"), jpg: bytes([0xff, 0xd8, 0xff, 0xe0]), png: bytes([0x89], "PNG\r\n", [0x1a, 0x0a]), gif: bytes("GIF89a"),
  webp: bytes("RIFF", [0, 0, 0, 0], "WEBPVP8 "), mp3: bytes("ID3", [4, 0]), wav: bytes("RIFF", [0, 0, 0, 0], "WAVEfmt "), m4a: bytes([0, 0, 0, 24], "ftypM4A "), aac: bytes([0xff, 0xf1, 0x50, 0x80]),
};
const file = (kind: "footage" | "logo", filename: string, content: Uint8Array, more: Partial<FileToReceive> = {}): FileToReceive => ({
  shop: SHOP, productGid, kind, filename, body: new Blob([content.slice()]).stream(), announcedBytes: content.length, signal: new AbortController().signal, ...more,
});
const receive = (o: FileToReceive) => receiveMerchantFile({ db: database.db, keptFiles: openLocalFiles(keptDir), room: watchUploadRoom() }, o);
const onDisk = () => readdirSync(keptDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name);

test("each of the 13 formats is known by its first bytes, and what is none of them is not", () => {
  expect(Object.fromEntries(Object.entries(heads).map(([name, head]) => [name, sniffMedia(head)]))).toEqual(Object.fromEntries(Object.keys(mediaFormats).map((name) => [name, name])));
  expect(sniffMedia(bytes([0xff, 0xfb, 0x90, 0x00]))).toBe("mp3");
  for (const other of ["<!doctype html>", "%PDF-1.7", "PK\x03\x04", "", "MZ"]) expect(sniffMedia(bytes(other))).toBeNull();
  for (const brand of ["heic", "avif", "mif1"]) expect(sniffMedia(bytes([0, 0, 0, 24], `ftyp${brand}`))).toBeNull();
});

test("a wrong file is refused with the accepted formats named, whatever it is called, and nothing stays", async () => {
  await expect(receive(file("footage", "clip.mp4", bytes("<!doctype html>")))).rejects.toMatchObject({ code: "video.file_type", charged: "no", merchantMessage: "“clip.mp4” is not a film that NemoVideo takes. Choose MP4, MOV, AVI, WebM or MKV, up to 500 MB." });
  await expect(receive(file("footage", "song.mp4", heads["mp3"] ?? Buffer.alloc(0)))).rejects.toMatchObject({ code: "video.file_type" });
  // the container of a film with nothing in it
  await expect(receive(file("footage", "empty.mp4", Buffer.concat([heads["mp4"] ?? Buffer.alloc(0), Buffer.alloc(200_000)])))).rejects.toMatchObject({ code: "video.file_type" });
  await expect(receive(file("logo", "logo.png", heads["mp4"] ?? Buffer.alloc(0)))).rejects.toMatchObject({ merchantMessage: expect.stringContaining("PNG, JPG, WebP or GIF") });
  expect(onDisk()).toEqual([]);
});

test("a file above 500 MB is refused: at once when it says so, on the way when it does not", async () => {
  await expect(receive(file("footage", "long.mp4", heads["mp4"] ?? Buffer.alloc(0), { announcedBytes: FILE_LIMIT + 1 }))).rejects.toMatchObject({ code: "video.file_too_large", merchantMessage: expect.stringContaining("500 MB") });
  const chunk = new Uint8Array(8 * 1024 * 1024);
  chunk.set(heads["mp4"] ?? []);
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += chunk.length;
      controller.enqueue(chunk);
    },
  });
  const before = process.memoryUsage().rss;
  await expect(receive(file("footage", "endless.mp4", new Uint8Array(), { body: endless, announcedBytes: null }))).rejects.toMatchObject({ code: "video.file_too_large" });
  expect(sent).toBeLessThan(FILE_LIMIT + 100 * 1024 * 1024);
  expect(process.memoryUsage().rss - before).toBeLessThan(250 * 1024 * 1024);
  expect(onDisk()).toEqual([]);
});

test("a broken upload leaves nothing and can be sent again", async () => {
  const whole = bytes([...(heads["png"] ?? [])], "x".repeat(50_000));
  const broken = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new Uint8Array(whole.subarray(0, 20_000)));
      controller.error(new Error("socket hang up"));
    },
  });
  await expect(receive(file("logo", "mark.png", whole, { body: broken }))).rejects.toMatchObject({ code: "video.file_broken", retryable: true });
  await expect(receive(file("logo", "mark.png", whole.subarray(0, 30_000), { announcedBytes: whole.length }))).rejects.toMatchObject({ code: "video.file_broken" });
  expect(onDisk()).toEqual([]);
  expect(await receive(file("logo", "mark.png", whole))).toMatchObject({ kind: "logo", bytes: whole.length });
  expect(onDisk()).toHaveLength(1);
});

test("a new logo takes the old one's place, and what nobody used for a week is erased", async () => {
  const second = await receive(file("logo", "../../étoile (2).png", heads["png"] ?? Buffer.alloc(0)));
  expect(second.filename).toMatch(/^etoile-2-\w{6}\.png$/);
  expect(onDisk()).toHaveLength(1);
  expect(await sweepMerchantFiles({ db: database.db, keptFiles: openLocalFiles(keptDir), now: new Date() })).toBe(0);
  expect(await sweepMerchantFiles({ db: database.db, keptFiles: openLocalFiles(keptDir), now: new Date(Date.now() + 8 * 24 * 3_600_000) })).toBe(1);
  expect(onDisk()).toEqual([]);
});

test("files of one shop share their room over all products, also when they come in at the same time", async () => {
  const png = Buffer.concat([heads["png"] ?? Buffer.alloc(0), Buffer.alloc(600)]);
  const room = watchUploadRoom(1_500);
  const bring = (product: number, shop = "roomy.myshopify.com") => receiveMerchantFile({ db: database.db, keptFiles: openLocalFiles(keptDir), room }, file("logo", "a.png", png, { shop, productGid: `gid://shopify/Product/${product}` }));
  const ends = await Promise.allSettled([bring(1), bring(2), bring(3)]);
  expect(ends.map((end) => (end.status === "rejected" ? (end.reason as { code: string }).code : "kept")).sort()).toEqual(["kept", "kept", "video.files_full"]);
  await expect(bring(4)).rejects.toMatchObject({ code: "video.files_full", charged: "no" });
  await expect(bring(4, "another.myshopify.com")).resolves.toMatchObject({ kind: "logo" });
});
