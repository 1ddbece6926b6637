// One contract for both forms of the kept files: a folder, and a bucket behind a stand-in that checks signatures, parts and ranges.
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startFakeS3, type FakeS3 } from "#fakes/s3/start-fake-s3.ts";
import type { KeptFiles } from "#app/files/kept-files.ts";
import { openLocalFiles } from "#app/files/local-files.server.ts";
import { openS3Files, type S3Settings } from "#app/files/s3-files.server.ts";

const MB = 1024 * 1024;
const account = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "canary-secret/+key", region: "eu-central-1", bucket: "videos" };
const never = new AbortController().signal;
let dir: string;
let s3: FakeS3;
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "kept-files-"));
  s3 = await startFakeS3({ ...account, pageSize: 2 });
});
afterAll(async () => {
  await s3.close();
  rmSync(dir, { recursive: true, force: true });
});

const openBucket = (over: Partial<S3Settings> = {}) => openS3Files({ ...account, endpoint: s3.url, prefix: "shelf reel".replace(" ", "-"), pathStyle: true, asideDir: path.join(dir, "aside"), ...over });
const sha256 = (data: Buffer) => createHash("sha256").update(data).digest("hex");

async function keep(files: KeptFiles, name: string, content: Buffer): Promise<void> {
  const from = await files.aside();
  writeFileSync(from, content);
  await files.put(name, from);
  expect(existsSync(from)).toBe(false);
}
async function readAll(files: KeptFiles, name: string, start?: number, end?: number, signal = never): Promise<Buffer> {
  const opened = await files.open(name);
  if (!opened) throw new Error("no such file");
  const chunks: Uint8Array[] = [];
  for await (const chunk of opened.read({ start: start ?? 0, end: end ?? opened.bytes - 1 }, signal)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
async function listed(files: KeptFiles): Promise<string[]> {
  const names: string[] = [];
  for await (const { name, bytes, modifiedAt } of files.list()) {
    expect(bytes).toBeGreaterThan(0);
    expect(Math.abs(modifiedAt.getTime() - Date.now())).toBeLessThan(60_000);
    names.push(name);
  }
  return names.toSorted();
}

describe.each([["a folder", () => openLocalFiles(path.join(dir, "kept"))], ["a bucket", openBucket]])("%s", (_kind, open) => {
  const film = randomBytes(700_000);

  test("what was put is there whole, in ranges and as a file of this machine, and is gone after it was removed", async () => {
    const files = open();
    const name = "one.myshopify.com/v1/r1.mp4";
    expect([await files.open(name), await files.localCopy(name)]).toEqual([null, null]);
    await keep(files, name, film);
    expect((await files.open(name))?.bytes).toBe(film.length);
    expect((await readAll(files, name)).equals(film)).toBe(true);
    expect((await readAll(files, name, 100, 600_000)).equals(film.subarray(100, 600_001))).toBe(true);
    expect((await readAll(files, name, film.length - 1, film.length - 1)).equals(film.subarray(-1))).toBe(true);
    const copy = await files.localCopy(name);
    expect([copy?.bytes, sha256(readFileSync(copy?.path ?? ""))]).toEqual([film.length, sha256(film)]);
    await copy?.done();
    await files.remove([name, "one.myshopify.com/v1/never-was.mp4"]);
    expect([await files.open(name), await files.localCopy(name)]).toEqual([null, null]);
  });

  test("another content has another version; the same file keeps its own", async () => {
    const files = open();
    await keep(files, "one.myshopify.com/v2/r.mp4", film);
    const first = (await files.open("one.myshopify.com/v2/r.mp4"))?.version;
    expect(first).toMatch(/^[\w-]+$/);
    expect((await files.open("one.myshopify.com/v2/r.mp4"))?.version).toBe(first);
    await keep(files, "one.myshopify.com/v2/r.mp4", film.subarray(1));
    expect((await files.open("one.myshopify.com/v2/r.mp4"))?.version).not.toBe(first);
  });

  test("all files are listed over pages; a shop's folder goes whole, and no other one with it", async () => {
    const files = open();
    for (const name of ["a.myshopify.com/v/1.mp4", "a.myshopify.com/uploads/2.mov", "a.myshopify.com/v/3.mp4", "a.myshopify.com.au/v/4.mp4"]) await keep(files, name, film.subarray(0, 10));
    const before = await listed(files);
    expect(before).toEqual(expect.arrayContaining(["a.myshopify.com.au/v/4.mp4", "a.myshopify.com/uploads/2.mov", "a.myshopify.com/v/1.mp4", "a.myshopify.com/v/3.mp4"]));
    await files.removeFolder("a.myshopify.com");
    expect(await listed(files)).toEqual(before.filter((name) => !name.startsWith("a.myshopify.com/")));
    await files.removeFolder("never-was.myshopify.com");
  });

  test("a reader that stops, or is stopped, holds nothing open", async () => {
    const files = open();
    await keep(files, "one.myshopify.com/v3/r.mp4", film);
    const opened = await files.open("one.myshopify.com/v3/r.mp4");
    for await (const chunk of opened?.read({ start: 0, end: film.length - 1 }, never) ?? []) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    const stopped = new AbortController();
    const got: Uint8Array[] = [];
    for await (const chunk of opened?.read({ start: 0, end: film.length - 1 }, stopped.signal) ?? []) {
      got.push(chunk);
      stopped.abort(new Error("gone"));
    }
    expect(Buffer.concat(got).length).toBeLessThan(film.length);
  });

  test("names that could lead elsewhere are refused", async () => {
    for (const name of ["../x.mp4", "a/../../x", "/etc/passwd", "a//b", ".aside/x/..", ""]) await expect(open().open(name)).rejects.toThrow(/not a name/);
  });

  test("what a crash left aside goes when it is old, and not before", async () => {
    const files = open();
    const left = await files.aside();
    writeFileSync(left, "half a film");
    await files.sweepAside(new Date(statSync(left).mtimeMs - 1_000));
    expect(existsSync(left)).toBe(true);
    await files.sweepAside(new Date(Date.now() + 1_000));
    expect(existsSync(left)).toBe(false);
  });
});

test("a large file goes up in parts; stopped in the middle, nothing of it stays", async () => {
  const files = openBucket();
  const large = randomBytes(20 * MB);
  await keep(files, "one.myshopify.com/large/r.mp4", large);
  expect(s3.ledger.filter((line) => /^PUT .*partNumber=/.test(line))).toHaveLength(3);
  expect(sha256(await readAll(files, "one.myshopify.com/large/r.mp4"))).toBe(sha256(large));
  const from = await files.aside();
  writeFileSync(from, large);
  const stop = new AbortController();
  const put = files.put("one.myshopify.com/stopped/r.mp4", from, stop.signal);
  stop.abort(new Error("the worker stops"));
  await expect(put).rejects.toThrow("the worker stops");
  expect(s3.openUploads()).toBe(0);
  expect([await files.open("one.myshopify.com/stopped/r.mp4"), existsSync(from)]).toEqual([null, true]);
});

test("a store that is busy is asked again; one that stays away passes, one that refuses does not", async () => {
  const files = openBucket();
  s3.failNext(503, 1);
  await keep(files, "one.myshopify.com/busy/r.mp4", Buffer.from("film"));
  s3.failNext("cut", 1);
  expect((await files.open("one.myshopify.com/busy/r.mp4"))?.bytes).toBe(4);
  s3.failNext(500, 3);
  await expect(files.open("one.myshopify.com/busy/r.mp4")).rejects.toMatchObject({ code: "files.unavailable", retryable: true, charged: "no" });
  await expect(openBucket({ endpoint: "http://127.0.0.1:1" }).open("a/b")).rejects.toMatchObject({ code: "files.unavailable" });
  for (const wrong of [{ secretAccessKey: "another" }, { accessKeyId: "AKIDOTHER" }, { bucket: "elsewhere" }, { region: "us-east-1" }]) {
    const error = await openBucket(wrong).localCopy("one.myshopify.com/busy/r.mp4").catch((fault: unknown) => fault);
    if (wrong.bucket) expect(error).toMatchObject({ code: "files.refused" });
    else expect(error).toMatchObject({ code: "files.refused", retryable: false });
    expect(JSON.stringify(error) + String((error as Error).message)).not.toMatch(/canary|AKID|another/);
  }
});

test("the stand-in refuses what S3 refuses: an unsigned request, and parts that are too small", async () => {
  expect((await fetch(`${s3.url}/videos/x`)).status).toBe(403);
  expect((await fetch(`${s3.url}/videos/x`, { headers: { authorization: "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-central-1/s3/aws4_request, SignedHeaders=host, Signature=" + "0".repeat(64), "x-amz-date": "20200101T000000Z" } })).status).toBe(403);
  const { openMultipart } = await import("#fakes/s3/multipart.ts");
  const parts = openMultipart();
  const id = /<UploadId>([^<]*)</.exec(parts.begin("videos", "k"))?.[1] ?? "";
  const etags = [1, 2].map((number) => parts.addPart(id, "k", number, Buffer.from("small")));
  const order = (numbers: number[]) => numbers.map((n) => `<Part><PartNumber>${n}</PartNumber><ETag>${etags[n - 1]}</ETag></Part>`).join("");
  expect(() => parts.complete(id, "k", order([2, 1]))).toThrow(/ascending/);
  expect(() => parts.complete(id, "k", order([1, 2]))).toThrow(/smaller than the minimum/);
  expect(() => parts.complete(id, "k", order([1]).replace(/[0-9a-f]{32}/, "0".repeat(32)))).toThrow(/could not be found/);
  expect(parts.complete(id, "k", order([2])).body.toString()).toBe("small");
});
