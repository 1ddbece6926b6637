import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { openHashedFile, type HashedFile } from "#app/nemo/write-hashed-file.server.ts";
import { makeFolder } from "./make-film.ts";

const MEBIBYTE = 1024 * 1024;
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/** A file, and a promise of the next time that it has room. */
async function openFile(file: string) {
  let told = () => undefined as void;
  const faults: string[] = [];
  const out = await openHashedFile(file, { onRoom: () => told(), onFault: (fault) => void faults.push((fault as NodeJS.ErrnoException).code ?? fault.message) });
  return { out, faults, room: () => new Promise<void>((resolve) => (told = resolve)) };
}

/** As a socket gives them: pieces of their own memory of all sizes. */
function* cut(bytes: Buffer): Generator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = [65_536, 1, 40_001, 3 * MEBIBYTE + 5, 16_384][turn % 5] ?? 1;
    const piece = Buffer.allocUnsafeSlow(Math.min(size, bytes.length - at));
    bytes.copy(piece, 0, at);
    at += piece.length;
    yield piece;
  }
}

async function takeAll(out: HashedFile, room: () => Promise<void>, pieces: Iterable<Buffer>): Promise<number> {
  let held = 0;
  for (const piece of pieces) {
    const freed = room();
    if (out.take(piece)) continue;
    held++;
    await freed;
  }
  return held;
}

test("every byte is in the file and in the hash, and a sender faster than the disk is held back", async () => {
  const bytes = randomBytes(40 * MEBIBYTE + 17);
  const file = path.join(await makeFolder(), "a.part");
  const { out, room } = await openFile(file);
  expect(await takeAll(out, room, cut(bytes))).toBeGreaterThan(3);
  expect(await out.end()).toBe(sha256(bytes));
  expect((await readFile(file)).equals(bytes)).toBe(true);
});

test("an empty file has the hash of nothing", async () => {
  const file = path.join(await makeFolder(), "a.part");
  const { out } = await openFile(file);
  expect(await out.end()).toBe(sha256(Buffer.alloc(0)));
  expect((await readFile(file)).length).toBe(0);
});

test("memory that is only partly a piece's stays with whoever else has a part of it", async () => {
  const whole = randomBytes(4 * MEBIBYTE);
  const before = Buffer.from(whole);
  const file = path.join(await makeFolder(), "a.part");
  const { out, room } = await openFile(file);
  await takeAll(out, room, [whole.subarray(0, MEBIBYTE), whole.subarray(MEBIBYTE, 3 * MEBIBYTE)]);
  await out.end();
  expect(whole.equals(before)).toBe(true);
  expect((await readFile(file)).equals(before.subarray(0, 3 * MEBIBYTE))).toBe(true);
});

test("what is written to the disk is freed at once", async () => {
  const file = path.join(await makeFolder(), "a.part");
  const { out, room } = await openFile(file);
  const piece = Buffer.allocUnsafeSlow(5 * MEBIBYTE);
  await takeAll(out, room, [piece]);
  expect(piece.buffer.byteLength).toBe(0);
  await out.end();
});

test.runIf(process.platform === "linux")("what the disk says is told at once and comes out of the end", async () => {
  const { out, faults } = await openFile("/dev/full");
  out.take(Buffer.alloc(2 * MEBIBYTE));
  await expect.poll(() => faults).toEqual(["ENOSPC"]);
  await expect(out.end()).rejects.toMatchObject({ code: "ENOSPC" });
});

test("a file that is given up is closed, also in the middle of a write", async () => {
  const file = path.join(await makeFolder(), "a.part");
  const { out, faults } = await openFile(file);
  for (let i = 0; i < 3; i++) out.take(Buffer.alloc(MEBIBYTE));
  await out.discard();
  await out.discard();
  expect(faults).toEqual([]);
  expect((await readFile(file)).length).toBeLessThanOrEqual(3 * MEBIBYTE);
});
