import { open, type FileHandle } from "node:fs/promises";
import { parseByteRange, type ByteRange } from "./byte-range.ts";

const CHUNK_BYTES = 256 * 1024;

export interface SendFileOptions {
  request: Request;
  file: string;
  contentType: string;
  /** For Cache-Control: how long a browser may keep the bytes, in seconds. Never a shared cache. */
  maxAgeSeconds: number;
  /** Resolves when the connection can take more. Without it the file is read as fast as the disk gives it. */
  writable?: () => Promise<void>;
}

/**
 * Answers GET and HEAD for a file that never changes: 200, 206 for a Range, 304 for a known ETag, 416 for a Range past the
 * end. Reads at most one chunk ahead of the connection and closes the file when the browser goes away.
 */
export async function sendFile({ request, file, contentType, maxAgeSeconds, writable }: SendFileOptions): Promise<Response> {
  const handle = await open(file, "r");
  let kept = false;
  try {
    const { size, mtimeMs } = await handle.stat();
    const etag = `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`;
    const headers = new Headers({
      "Accept-Ranges": "bytes",
      "Cache-Control": `private, max-age=${maxAgeSeconds}`,
      "Content-Type": contentType,
      ETag: etag,
      "X-Content-Type-Options": "nosniff",
      "Cross-Origin-Resource-Policy": "same-origin",
    });
    if (request.headers.get("If-None-Match")?.split(",").some((known) => known.trim() === etag)) return new Response(null, { status: 304, headers });
    const ifRange = request.headers.get("If-Range");
    const asked = ifRange === null || ifRange === etag ? parseByteRange(request.headers.get("Range"), size) : "whole";
    if (asked === "unsatisfiable") {
      headers.set("Content-Range", `bytes */${size}`);
      return new Response(null, { status: 416, headers });
    }
    const range = asked === "whole" ? { start: 0, end: size - 1 } : asked;
    headers.set("Content-Length", String(range.end - range.start + 1));
    if (asked !== "whole") headers.set("Content-Range", `bytes ${range.start}-${range.end}/${size}`);
    const status = asked === "whole" ? 200 : 206;
    if (request.method === "HEAD") return new Response(null, { status, headers });
    kept = true;
    return new Response(streamRange(handle, range, request.signal, writable), { status, headers });
  } finally {
    if (!kept) await handle.close();
  }
}

function streamRange(handle: FileHandle, { start, end }: ByteRange, signal: AbortSignal, writable?: () => Promise<void>): ReadableStream<Uint8Array> {
  let position = start;
  return new ReadableStream({
    async pull(controller) {
      try {
        await writable?.();
        const wanted = Math.min(CHUNK_BYTES, end - position + 1);
        const { bytesRead, buffer } = signal.aborted || wanted <= 0 ? { bytesRead: 0, buffer: null } : await handle.read(Buffer.allocUnsafe(wanted), 0, wanted, position);
        if (!buffer || bytesRead === 0) {
          await handle.close();
          return controller.close();
        }
        position += bytesRead;
        controller.enqueue(buffer.subarray(0, bytesRead));
      } catch (error) {
        await handle.close();
        throw error;
      }
    },
    cancel: () => handle.close(),
  });
}
