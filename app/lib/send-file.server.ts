import { parseByteRange, type ByteRange } from "./byte-range.ts";

/** A file that never changes, open for reading. */
export interface SendableFile {
  bytes: number;
  /** For the ETag: letters, digits and hyphens. */
  version: string;
  /** The bytes of the range in pieces; ends early when the signal is aborted. */
  read(range: ByteRange, signal: AbortSignal): AsyncIterable<Uint8Array>;
}

export interface SendFileOptions {
  request: Request;
  file: SendableFile;
  contentType: string;
  /** For Cache-Control: how long a browser may keep the bytes, in seconds. Never a shared cache. */
  maxAgeSeconds: number;
  /** Resolves when the connection can take more. Without it the file is read as fast as it comes. */
  writable?: () => Promise<void>;
}

/**
 * Answers GET and HEAD for a file that never changes: 200, 206 for a Range, 304 for a known ETag, 416 for a Range past the
 * end. Reads at most one piece ahead of the connection and lets go of the file when the browser goes away.
 */
export function sendFile({ request, file, contentType, maxAgeSeconds, writable }: SendFileOptions): Response {
  const { bytes } = file;
  const etag = `"${file.version}"`;
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
  const asked = ifRange === null || ifRange === etag ? parseByteRange(request.headers.get("Range"), bytes) : "whole";
  if (asked === "unsatisfiable") {
    headers.set("Content-Range", `bytes */${bytes}`);
    return new Response(null, { status: 416, headers });
  }
  const range = asked === "whole" ? { start: 0, end: bytes - 1 } : asked;
  headers.set("Content-Length", String(range.end - range.start + 1));
  if (asked !== "whole") headers.set("Content-Range", `bytes ${range.start}-${range.end}/${bytes}`);
  const status = asked === "whole" ? 200 : 206;
  if (request.method === "HEAD" || bytes === 0) return new Response(null, { status, headers });
  return new Response(streamRange(file, range, request.signal, writable), { status, headers });
}

function streamRange(file: SendableFile, range: ByteRange, signal: AbortSignal, writable?: () => Promise<void>): ReadableStream<Uint8Array> {
  const pieces = file.read(range, signal)[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      await writable?.();
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return?.();
    },
  });
}
