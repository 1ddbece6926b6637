import { closeSync, openSync, readSync } from "node:fs";

export interface PictureSize {
  /** px */
  width: number;
  /** px */
  height: number;
  mimeType: "image/jpeg" | "image/png" | "image/webp";
}

const HEAD_BYTES = 512 * 1024;

/** Size and kind of a JPEG, PNG or WebP file, read from its first bytes; null for anything else. */
export function readPictureSize(file: string): PictureSize | null {
  const fd = openSync(file, "r");
  const head = Buffer.alloc(HEAD_BYTES);
  const length = readSync(fd, head, 0, HEAD_BYTES, 0);
  closeSync(fd);
  const bytes = head.subarray(0, length);
  if (length > 24 && bytes.readUInt32BE(0) === 0x89504e47) return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), mimeType: "image/png" };
  if (length > 4 && bytes.readUInt16BE(0) === 0xffd8) return readJpeg(bytes);
  if (length > 30 && bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP") return readWebp(bytes);
  return null;
}

function readJpeg(bytes: Buffer): PictureSize | null {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7), mimeType: "image/jpeg" };
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

function readWebp(bytes: Buffer): PictureSize | null {
  const kind = bytes.toString("latin1", 12, 16);
  const mimeType = "image/webp";
  if (kind === "VP8X") return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1, mimeType };
  if (kind === "VP8 ") return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff, mimeType };
  if (kind !== "VP8L") return null;
  const bits = bytes.readUInt32LE(21);
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1, mimeType };
}
