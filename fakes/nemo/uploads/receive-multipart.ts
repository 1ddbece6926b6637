import { Writable, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import busboy from "busboy";
import { unprocessable } from "#fakes/nemo/http/check-json.ts";
import type { Exchange } from "#fakes/nemo/http/exchange.ts";

/** A file part, while it arrives. */
export interface IncomingFile {
  filename: string;
  mime: string;
  content: Readable;
}

/**
 * Reads the parts called `files` one after the other; `keep` must read each to its end or throw.
 * Once one has failed the rest of the body is read and thrown away, so that the client gets its answer.
 * @throws Refusal 422 when there is none, when a part has another name, or when the body is no multipart
 */
export async function receiveMultipart(exchange: Exchange, keep: (file: IncomingFile) => Promise<void>): Promise<void> {
  const parser = openParser(exchange);
  const kept: Promise<void>[] = [];
  const wrongNames: string[] = [];
  let failure: unknown;
  parser.on("file", (name, content, info) => {
    if (name !== "files" || info.filename === undefined) {
      wrongNames.push(name);
      return void content.resume();
    }
    if (failure) return void content.resume();
    kept.push(
      keep({ filename: info.filename, mime: info.mimeType.toLowerCase(), content }).catch((error: unknown) => {
        failure ??= error;
        content.on("error", () => {});
        content.resume();
      }),
    );
  });
  parser.on("field", (name) => wrongNames.push(name));
  exchange.req.on("data", (chunk: Buffer) => {
    exchange.entry.bytesIn += chunk.length;
  });
  try {
    await pipeline(exchange.req, parser, { end: true });
  } catch (error) {
    if (exchange.req.destroyed && !exchange.req.complete) throw error;
    failure ??= unprocessable([{ type: "multipart_invalid", loc: ["body"], msg: error instanceof Error ? error.message : "Invalid multipart body", input: null }]);
  }
  await Promise.all(kept);
  if (failure) throw failure;
  if (!kept.length) throw unprocessable([{ type: "missing", loc: ["body", "files"], msg: "Field required", input: wrongNames.length ? wrongNames : null }]);
}

function openParser(exchange: Exchange): Writable & busboy.Busboy {
  try {
    return busboy({ headers: exchange.req.headers, defParamCharset: "utf8", limits: { files: 100 } });
  } catch (error) {
    throw unprocessable([{ type: "multipart_invalid", loc: ["body"], msg: error instanceof Error ? error.message : "Invalid multipart body", input: null }]);
  }
}
