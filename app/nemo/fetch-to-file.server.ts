import type { Dispatcher } from "undici";
import { exchangeHttp, HttpFailure, type HttpFlow, type HttpHead } from "#app/lib/exchange-http.server.ts";
import type { NemoWaits } from "./nemo-waits.ts";
import { openHashedFile } from "./write-hashed-file.server.ts";

/** Largest file that is taken, in bytes (protocol §11.1). */
export const MAX_FILE_BYTES = 500 * 1024 * 1024;
/** How much of an answer that is no file is kept for judging. */
const MAX_OTHER_BYTES = 64 * 1024;

/** What one GET brought: the file, a redirect that was not followed, or some other complete answer. */
export type Fetched = { kind: "file"; sha256: string } | { kind: "redirect"; location: string } | { kind: "other"; head: HttpHead; text: string };

/** A download was refused or broke; the message is safe to log. */
export class FetchProblem extends Error {
  override name = "FetchProblem";
}

/**
 * One GET of a video into `file` (protocol §11.1): only a 200 with a video's content type and a first `ftyp` box is
 * written, at most 500 MiB, hashed on the way and synced to disk. Throws FetchProblem; other errors are the disk's.
 */
export async function fetchToFile(o: { dispatcher: Dispatcher; url: URL; headers: Record<string, string>; file: string; waits: NemoWaits; signal: AbortSignal; maxBytes?: number }): Promise<Fetched> {
  const maxBytes = o.maxBytes ?? MAX_FILE_BYTES;
  const stop = new AbortController();
  let flow: HttpFlow | undefined;
  let diskError: Error | undefined;
  const out = await openHashedFile(o.file, {
    onRoom: () => flow?.resume(),
    onFault(fault) {
      diskError = fault;
      stop.abort(fault);
    },
  });
  const other: Buffer[] = [];
  let bytes = 0;
  let isFile = false;
  try {
    const head = await exchangeHttp({
      dispatcher: o.dispatcher,
      url: o.url,
      method: "GET",
      headers: { "accept-encoding": "identity", ...o.headers },
      signal: AbortSignal.any([o.signal, stop.signal]),
      startTimeoutMs: o.waits.start,
      headersTimeoutMs: o.waits.headers,
      bodyTimeoutMs: o.waits.downloadIdle,
      onHead(answer) {
        isFile = answer.status === 200 && isVideoType(answer);
        if (isFile && Number(answer.headers["content-length"] ?? 0) > maxBytes) throw new FetchProblem(`the file is larger than ${maxBytes} bytes`);
      },
      onChunk(chunk, sender) {
        bytes += chunk.length;
        if (!isFile) {
          if (bytes > MAX_OTHER_BYTES) throw new FetchProblem("a long answer that is no video");
          return void other.push(chunk);
        }
        if (bytes > maxBytes) throw new FetchProblem(`the file is larger than ${maxBytes} bytes`);
        if (bytes === chunk.length && chunk.length >= 8 && chunk.toString("latin1", 4, 8) !== "ftyp") throw new FetchProblem("the file does not begin as an MP4");
        flow = sender;
        if (!out.take(chunk)) sender.pause();
      },
    });
    const sha256 = await out.end();
    const location = head.headers.location;
    if (head.status >= 300 && head.status < 400 && location) return { kind: "redirect", location };
    return isFile ? { kind: "file", sha256 } : { kind: "other", head, text: new TextDecoder().decode(Buffer.concat(other)) };
  } catch (error) {
    await out.discard();
    if (diskError) throw diskError;
    if (error instanceof HttpFailure) throw error.cause instanceof FetchProblem ? error.cause : new FetchProblem(`the transfer broke (${error.label})`);
    throw error;
  }
}

function isVideoType(head: HttpHead): boolean {
  const encoding = head.headers["content-encoding"];
  const type = (head.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  return (encoding === undefined || encoding === "identity") && ["", "video/mp4", "application/octet-stream", "binary/octet-stream"].includes(type);
}
