import { open } from "node:fs/promises";
import type { ByteRange } from "#app/lib/byte-range.ts";

const CHUNK_BYTES = 256 * 1024;

/** The bytes of the range in pieces. The file is opened with the first piece and closed with the last, or when the reader stops. */
export async function* readFileRange(path: string, { start, end }: ByteRange, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const handle = await open(path, "r");
  try {
    for (let position = start; position <= end && !signal.aborted; ) {
      const wanted = Math.min(CHUNK_BYTES, end - position + 1);
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(wanted), 0, wanted, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}
