/** First and last byte, both counted from 0 and both included. */
export interface ByteRange {
  first: number;
  last: number;
}

/** Reads a Range header for a file of `size` bytes; undefined = send the whole file (no range, several, or nonsense). */
export function readRange(header: string | undefined, size: number): ByteRange | "unsatisfiable" | undefined {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (!found || (!found[1] && !found[2])) return undefined;
  if (!found[1]) {
    const length = Math.min(size, Number(found[2]));
    return length ? { first: size - length, last: size - 1 } : "unsatisfiable";
  }
  const first = Number(found[1]);
  const last = found[2] ? Math.min(size - 1, Number(found[2])) : size - 1;
  if (first >= size) return "unsatisfiable";
  return last < first ? undefined : { first, last };
}
