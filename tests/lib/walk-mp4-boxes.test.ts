import { expect, test } from "vitest";
import { walkMp4Boxes } from "#app/lib/walk-mp4-boxes.ts";

const box = (type: string, payload: number | Buffer = 8, size?: number) => {
  const body = typeof payload === "number" ? Buffer.alloc(payload) : payload;
  const head = Buffer.alloc(8);
  head.writeUInt32BE(size ?? body.length + 8);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
};
const walk = (...parts: Buffer[]) => {
  const bytes = Buffer.concat(parts);
  return walkMp4Boxes({ size: bytes.length, read: async (start, end) => bytes.subarray(start, end) });
};
const large = (type: string, payload: number) => {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(1);
  head.write(type, 4, "latin1");
  head.writeBigUInt64BE(BigInt(payload + 16), 8);
  return Buffer.concat([head, Buffer.alloc(payload)]);
};

test("a whole MP4 passes, whatever the order and the size fields", async () => {
  expect(await walk(box("ftyp", 16), box("moov"), box("mdat", 100))).toBeNull();
  expect(await walk(box("ftyp", 16), box("free"), box("mdat", 100), box("moov"))).toBeNull();
  expect(await walk(box("ftyp", 16), box("moov"), large("mdat", 50))).toBeNull();
  expect(await walk(box("ftyp", 16), box("moov"), box("mdat", 50, 0))).toBeNull();
});

test("what is no whole MP4 is named", async () => {
  expect(await walk()).toBe("the file is empty");
  expect(await walk(Buffer.from("short"))).toMatch(/too small/);
  for (const other of ["<!DOCTYPE html><html></html>", '{"code":1001,"message":"x"}', "\u0089PNG\r\n\u001a\n0000000000000000"]) expect(await walk(Buffer.from(other, "latin1"))).toMatch(/no ftyp/);
  const film = Buffer.concat([box("ftyp", 16), box("moov"), box("mdat", 100)]);
  expect(await walk(film.subarray(0, -1))).toMatch(/cut off: box mdat needs 1 more/);
  expect(await walk(film.subarray(0, 30))).toMatch(/cut off|stray/);
  expect(await walk(film, Buffer.alloc(3))).toMatch(/3 stray bytes/);
  expect(await walk(film, Buffer.alloc(20))).toMatch(/no valid box/);
  expect(await walk(box("ftyp", 16), box("mdat", 100))).toBe("no moov box");
  expect(await walk(box("ftyp", 16), box("moov"))).toBe("no mdat box");
  expect(await walk(box("ftyp", 16), box("mdat", 8, 4))).toMatch(/no valid box/);
});
