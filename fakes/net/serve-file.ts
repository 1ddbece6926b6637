import { createReadStream, statSync } from "node:fs";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { pipeline } from "node:stream";

/** Streams a file, whole or the one Range that was asked for (206, 416); HEAD too. 404 when there is no such file. */
export function serveFile(req: IncomingMessage, res: ServerResponse, file: string, headers: OutgoingHttpHeaders): void {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return void res.writeHead(404, { "content-type": "text/plain" }).end("Not Found");
  const etag = `"${stat.size.toString(16)}-${Math.floor(stat.mtimeMs).toString(16)}"`;
  const base: OutgoingHttpHeaders = { "accept-ranges": "bytes", "access-control-allow-origin": "*", etag, ...headers };
  if (req.headers["if-none-match"] === etag) return void res.writeHead(304, base).end();
  const range = readRange(req.headers.range, stat.size);
  if (range === "unsatisfiable") return void res.writeHead(416, { ...base, "content-range": `bytes */${stat.size}` }).end();
  const { start, end } = range ?? { start: 0, end: stat.size - 1 };
  res.writeHead(range ? 206 : 200, { ...base, "content-length": end - start + 1, ...(range ? { "content-range": `bytes ${start}-${end}/${stat.size}` } : {}) });
  if (req.method === "HEAD" || stat.size === 0) return void res.end();
  pipeline(createReadStream(file, { start, end }), res, () => {});
}

function readRange(header: string | undefined, size: number): { start: number; end: number } | "unsatisfiable" | null {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (!from && !to) return null;
  const start = from ? Number(from) : Math.max(0, size - Number(to));
  const end = from && to ? Math.min(Number(to), size - 1) : size - 1;
  return start > end || start >= size ? "unsatisfiable" : { start, end };
}
