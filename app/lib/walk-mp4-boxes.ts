/** Reads bytes `start` (inclusive) to `end` (exclusive). */
export interface ByteSource {
  size: number;
  read(start: number, end: number): Promise<Uint8Array>;
}

const MOST_BOXES = 50_000;

/**
 * Walks the top-level boxes of an ISO-BMFF file (16 bytes read per box). Returns what is wrong, or null for a file that
 * begins with `ftyp`, has `moov` and `mdat`, and whose boxes all fit into it: an error page, a cut file, or another
 * format does not pass.
 */
export async function walkMp4Boxes(source: ByteSource): Promise<string | null> {
  if (source.size < 16) return source.size === 0 ? "the file is empty" : "too small to be an MP4";
  if (typeOf(await source.read(0, 16)) !== "ftyp") return "no ftyp box at the start";
  const seen = new Set<string>();
  let at = 0;
  for (let count = 0; at < source.size; count++) {
    if (count === MOST_BOXES) return "too many boxes";
    if (source.size - at < 8) return `${source.size - at} stray bytes at the end`;
    const head = await source.read(at, Math.min(source.size, at + 16));
    const type = typeOf(head);
    const size = sizeOf(head, source.size - at);
    if (size < 8 || !/^[\x20-\x7e\xa9]{4}$/.test(type)) return `no valid box at byte ${at}`;
    if (at + size > source.size) return `cut off: box ${type} needs ${at + size - source.size} more bytes`;
    seen.add(type);
    at += size;
  }
  return !seen.has("moov") ? "no moov box" : !seen.has("mdat") ? "no mdat box" : null;
}

function typeOf(head: Uint8Array): string {
  return String.fromCharCode(...head.subarray(4, 8));
}

/** 0 means "to the end", 1 means "64 bits follow". */
function sizeOf(head: Uint8Array, left: number): number {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const size = view.getUint32(0);
  if (size === 0) return left;
  return size === 1 ? (head.byteLength >= 16 ? Number(view.getBigUint64(8)) : 0) : size;
}
