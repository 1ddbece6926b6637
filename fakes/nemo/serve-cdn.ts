import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { beginExchange, type Exchange } from "./http/exchange.ts";
import { cutConnection } from "./http/cut-connection.ts";
import { decodePart } from "./http/decode-part.ts";
import { readRange } from "./http/read-range.ts";
import { writePiece } from "./http/write-piece.ts";
import { filmFile } from "./renders/run-render.ts";
import type { CdnFault } from "./scenarios/scenario.ts";
import type { World } from "./world.ts";

const DRIP_BYTES = 1024;
const ZEROS = Buffer.alloc(256 * 1024);

interface StoredFile {
  path: string;
  mime: string;
}

const DENIED = '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>';

/** static1.nemovideo.ai: finished films and uploaded files, with ranges; asks for no header and notes the secrets it gets. */
export function serveCdn(world: World): RequestListener {
  return (req, res) => {
    const exchange = beginExchange(world, "cdn", req, res);
    noteSecrets(world, exchange);
    answer(world, exchange).catch((error: unknown) => {
      console.error("the stand-in of NemoVideo's CDN failed:", error);
      res.destroy();
    });
  };
}

async function answer(world: World, exchange: Exchange): Promise<void> {
  const { req, res, entry } = exchange;
  const fault = world.faults.take("cdn", undefined);
  if (fault?.answer?.lose) return cutConnection(res, "reset");
  if (fault?.answer?.instead) {
    const { status, headers = {}, body, bodyBase64 } = fault.answer.instead;
    return send(exchange, status, headers, bodyBase64 !== undefined ? Buffer.from(bodyBase64, "base64") : typeof body === "string" ? body : JSON.stringify(body ?? ""));
  }
  if (req.method !== "GET" && req.method !== "HEAD") return send(exchange, 405, { allow: "GET, HEAD" }, "");
  const file = findFile(world, exchange.url.pathname);
  if (!file) return send(exchange, 403, { "content-type": "application/xml" }, DENIED);

  const { size, mtimeMs } = await stat(file.path);
  const etag = `"${size.toString(16)}-${Math.round(mtimeMs).toString(16)}"`;
  const headers = { "content-type": file.mime, "accept-ranges": "bytes", etag, "last-modified": new Date(mtimeMs).toUTCString() };
  if (req.headers["if-match"] && req.headers["if-match"] !== "*" && req.headers["if-match"] !== etag) return send(exchange, 412, headers, "");
  if (req.headers["if-none-match"] === etag) return send(exchange, 304, headers, "");
  const wanted = req.headers["if-range"] && req.headers["if-range"] !== etag ? undefined : req.headers.range;
  const range = readRange(wanted, size);
  if (range === "unsatisfiable") return send(exchange, 416, { "content-range": `bytes */${size}` }, "");

  const { first, last } = range ?? { first: 0, last: size - 1 };
  const { chunked = false, endless = false, claimsBytes } = fault?.cdn ?? {};
  res.writeHead(range ? 206 : 200, { ...headers, ...(!chunked && !endless && { "content-length": claimsBytes ?? last - first + 1 }), ...(range && { "content-range": `bytes ${first}-${last}/${size}` }) });
  entry.status = res.statusCode;
  if (req.method === "HEAD" || size === 0) return void res.end();
  noteDownload(world, exchange, last - first + 1);
  await stream(exchange, file.path, first, last, fault?.cdn ?? {});
}

async function stream(exchange: Exchange, path: string, first: number, last: number, fault: CdnFault): Promise<void> {
  const { res, entry } = exchange;
  const stop = Math.min(fault.cutAfterBytes ?? Infinity, fault.stallAfterBytes ?? Infinity);
  for await (const chunk of createReadStream(path, { start: first, end: last, ...(fault.dripEveryMs && { highWaterMark: DRIP_BYTES }) }) as AsyncIterable<Buffer>) {
    if (res.destroyed) return;
    const piece = chunk.subarray(0, stop - entry.bytesOut);
    entry.bytesOut += piece.length;
    await writePiece(res, piece);
    if (fault.dripEveryMs) await new Promise((resolve) => setTimeout(resolve, fault.dripEveryMs));
    if (entry.bytesOut >= (fault.cutAfterBytes ?? Infinity)) return cutConnection(res, "end");
    if (entry.bytesOut >= stop) return;
  }
  while (fault.endless && !res.destroyed) {
    entry.bytesOut += ZEROS.length;
    await writePiece(res, ZEROS);
  }
  res.end();
}

function findFile(world: World, pathname: string): StoredFile | undefined {
  const film = /^\/render-result\/([^/]+)\.mp4$/.exec(pathname);
  if (film) {
    const render = world.store.renders.get(decodePart(film[1]!));
    return render?.status === "completed" ? { path: filmFile(world, render), mime: "video/mp4" } : undefined;
  }
  const upload = /^\/user-upload\/([^/]+)\//.exec(pathname);
  const found = upload && world.store.sessions.get(decodePart(upload[1]!))?.uploads.find((one) => new URL(one.cdnUrl).pathname === pathname);
  return found ? { path: world.store.file(found.storedAs), mime: found.mime } : undefined;
}

function send(exchange: Exchange, status: number, headers: Record<string, string>, body: string | Buffer): void {
  exchange.entry.status = status;
  exchange.entry.bytesOut = exchange.req.method === "HEAD" ? 0 : Buffer.byteLength(body);
  exchange.res.writeHead(status, status === 304 ? headers : { ...headers, "content-length": Buffer.byteLength(body) });
  exchange.res.end(exchange.req.method === "HEAD" ? undefined : body);
}

function noteSecrets(world: World, { req, entry }: Exchange): void {
  if (req.headers.authorization) world.violate("token-sent-to-cdn", entry.path);
  if (/nmv_usr_/i.test(req.url ?? "")) world.violate("token-in-url", entry.path);
  if (Object.keys(req.headers).some((name) => name.startsWith("x-skill-"))) world.violate("attribution-sent-to-cdn", entry.path);
}

function noteDownload(world: World, { req, res, entry }: Exchange, length: number): void {
  res.on("close", () => {
    world.ledger.add({
      kind: "download", at: world.clock.now(), via: "cdn", path: entry.path, range: req.headers.range ?? null,
      bytes: entry.bytesOut, complete: entry.bytesOut === length && res.writableFinished,
    });
  });
}
