import type { Readable } from "node:stream";
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
 * Reads the parts called `files` one after the other; `keep` must read each to its end or throw. Once one has failed the
 * rest of the body runs into nothing, so that the client gets its answer.
 * @throws Refusal 422 when there is none, when a part has another name, or when the body is no multipart
 */
export async function receiveMultipart(exchange: Exchange, keep: (file: IncomingFile) => Promise<void>): Promise<void> {
  const { req, entry } = exchange;
  const parser = openParser(exchange);
  const kept: Promise<void>[] = [];
  const wrongNames: string[] = [];
  const { promise: parsed, resolve, reject } = Promise.withResolvers<void>();
  parser.on("file", (name, content, info) => {
    // A part that was given up emits an error when its parser is left.
    content.on("error", () => {});
    if (name !== "files" || info.filename === undefined) {
      wrongNames.push(name);
      return void content.resume();
    }
    const keeping = keep({ filename: info.filename, mime: info.mimeType.toLowerCase(), content });
    keeping.catch(reject);
    kept.push(keeping);
  });
  parser.on("field", (name) => wrongNames.push(name));
  parser.on("close", resolve);
  parser.on("error", (error) => reject(invalidMultipart(error)));
  req.on("data", (chunk: Buffer) => {
    entry.bytesIn += chunk.length;
  });
  req.on("close", () => {
    if (!req.complete) reject(new Error("the client left in the middle of an upload"));
  });
  req.pipe(parser);
  try {
    await parsed;
    await Promise.all(kept);
  } catch (error) {
    req.unpipe(parser);
    req.resume();
    // Ends the part that is being read, so that its half file is removed.
    parser.destroy();
    await Promise.allSettled(kept);
    throw error;
  }
  if (!kept.length) throw unprocessable([{ type: "missing", loc: ["body", "files"], msg: "Field required", input: wrongNames.length ? wrongNames : null }]);
}

function openParser(exchange: Exchange): busboy.Busboy {
  try {
    return busboy({ headers: exchange.req.headers, defParamCharset: "utf8", limits: { files: 100 } });
  } catch (error) {
    throw invalidMultipart(error);
  }
}

function invalidMultipart(error: unknown): Error {
  const msg = error instanceof Error ? error.message : "Invalid multipart body";
  return unprocessable([{ type: "multipart_invalid", loc: ["body"], msg, input: null }]);
}
