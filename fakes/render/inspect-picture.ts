export interface PictureFacts {
  kind: "jpeg" | "png" | "gif" | "webp";
  /** px as stored, before any EXIF turn. */
  width: number;
  height: number;
  /** False when the file ends before its own end mark. */
  complete: boolean;
}

/** Reads kind, size and completeness from a picture's own bytes; null for anything that is not one of the four kinds. */
export function inspectPicture(bytes: Uint8Array): PictureFacts | null {
  const b = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (b.length < 24) return null;
  if (b.readUInt32BE(0) === 0x89504e47) return inspectPng(b);
  if (b.readUInt16BE(0) === 0xffd8) return inspectJpeg(b);
  const head = b.toString("latin1", 0, 4);
  if (head === "GIF8") return inspectGif(b);
  if (head === "RIFF" && b.toString("latin1", 8, 12) === "WEBP") return inspectWebp(b);
  return null;
}

function inspectPng(b: Buffer): PictureFacts | null {
  if (b.toString("latin1", 12, 16) !== "IHDR") return null;
  return { kind: "png", width: b.readUInt32BE(16), height: b.readUInt32BE(20), complete: b.includes("IEND", Math.max(0, b.length - 4096), "latin1") };
}

function inspectGif(b: Buffer): PictureFacts {
  return { kind: "gif", width: b.readUInt16LE(6), height: b.readUInt16LE(8), complete: b.includes(0x3b, Math.max(0, b.length - 16)) };
}

function inspectJpeg(b: Buffer): PictureFacts | null {
  const complete = b.lastIndexOf(Buffer.from([0xff, 0xd9])) > 2;
  let at = 2;
  while (at + 9 < b.length) {
    if (b[at] !== 0xff) return null;
    const marker = b[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // SOF0..SOF15 carry the size; C4, C8 and CC are tables in the same number range.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { kind: "jpeg", height: b.readUInt16BE(at + 5), width: b.readUInt16BE(at + 7), complete };
    }
    if (marker === 0xda) return null;
    at += 2 + b.readUInt16BE(at + 2);
  }
  return null;
}

function inspectWebp(b: Buffer): PictureFacts | null {
  const complete = b.length >= b.readUInt32LE(4) + 8;
  if (b.length < 30) return null;
  switch (b.toString("latin1", 12, 16)) {
    case "VP8 ":
      return { kind: "webp", width: b.readUInt16LE(26) & 0x3fff, height: b.readUInt16LE(28) & 0x3fff, complete };
    case "VP8L": {
      const bits = b.readUInt32LE(21);
      return { kind: "webp", width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1, complete };
    }
    case "VP8X":
      return { kind: "webp", width: b.readUIntLE(24, 3) + 1, height: b.readUIntLE(27, 3) + 1, complete };
    default:
      return null;
  }
}
