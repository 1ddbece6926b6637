import { open, stat, type FileHandle } from "node:fs/promises";
import type { Readable } from "node:stream";
import { request, type Dispatcher } from "undici";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence } from "#app/words/say.ts";
import type { StagedTarget } from "./shopify-admin.ts";
import { publishError } from "./shopify-errors.ts";
import { explainUploadAnswer, explainUploadFault } from "./upload-errors.ts";

export interface UploadOptions {
  target: StagedTarget;
  /** Path of the finished MP4. */
  file: string;
  filename: string;
  /** The size that the target was made for. */
  bytes: number;
  signal?: AbortSignal | undefined;
}

/** Where Shopify stages uploads (platform §2.2). */
const allowedHost = /^(?:storage\.googleapis\.com|[a-z0-9.-]+\.storage\.googleapis\.com|[a-z0-9.-]+\.amazonaws\.com)$/;

/** Bytes read from the disk at a time: large enough for the rate, and two of them at a time are under way, so memory stays flat whatever the size. */
const chunkBytes = 512 * 1024;

/**
 * Posts the file as multipart/form-data: the target's parameters in their order, the file last, Content-Length known from the start.
 * No token goes along and no redirect is followed. Any 2xx is success (Google answers 204 or 201). Throws ExpectedError
 * `shopify.upload_*` (the target may still be good) and `shopify.staged_target_*` (it is not: get a new one).
 */
export async function uploadToStagedTarget(o: UploadOptions, { dispatcher, stallMs }: { dispatcher: Dispatcher; stallMs: number }): Promise<void> {
  refuseForeignHost(o.target.url);
  await refuseChangedFile(o.file, o.bytes);
  const form = frameFile(o.target.parameters, o.filename);
  const stall = new AbortController();
  const watchdog = setTimeout(() => stall.abort(stalled(stallMs)), stallMs);
  const signal = o.signal ? AbortSignal.any([o.signal, stall.signal]) : stall.signal;
  let readFault: unknown;
  async function* parts(): AsyncGenerator<Uint8Array> {
    yield form.head;
    let sent = 0;
    try {
      for await (const chunk of readChunks(o.file)) {
        signal.throwIfAborted();
        sent += chunk.length;
        if (sent > o.bytes) throw changedFile("it grew while it was read");
        watchdog.refresh();
        yield chunk;
      }
      if (sent < o.bytes) throw changedFile("it ended early");
    } catch (fault) {
      readFault = fault;
      throw fault;
    }
    yield form.tail;
  }
  try {
    const answer = await request(o.target.url, {
      method: "POST",
      dispatcher,
      signal,
      // the watchdog alone decides how long nothing may happen
      headersTimeout: 0,
      bodyTimeout: 0,
      headers: { "content-type": form.contentType, "content-length": String(form.head.length + o.bytes + form.tail.length) },
      // undici takes any async iterable, its types only streams; a stream would ask for pieces before the socket has taken the last one.
      body: parts() as unknown as Readable,
    });
    const text = await readStart(answer.body);
    if (answer.statusCode < 200 || answer.statusCode > 299) throw explainUploadAnswer(answer.statusCode, text);
  } catch (fault) {
    o.signal?.throwIfAborted();
    if (stall.signal.aborted) throw stall.signal.reason;
    if (fault instanceof ExpectedError) throw fault;
    throw explainUploadFault(readFault ?? fault);
  } finally {
    clearTimeout(watchdog);
  }
}

/**
 * One read ahead of what is being sent, in buffers that are used again: the undici writer asks for the next piece only when the socket has taken
 * the last one whole, because each is larger than the socket's own mark, so a buffer of which that is true is free two pieces later.
 */
async function* readChunks(file: string): AsyncGenerator<Buffer> {
  const handle = await open(file);
  const buffers = Array.from({ length: 3 }, () => Buffer.allocUnsafeSlow(chunkBytes));
  let position = 0;
  const read = (turn: number) => {
    const chunk = fill(handle, buffers[turn % buffers.length] as Buffer, position);
    // It may fail long before anybody waits for it; whoever then does hears of it.
    chunk.catch(() => undefined);
    position += chunkBytes;
    return chunk;
  };
  let next = read(0);
  try {
    for (let turn = 1; ; turn++) {
      const chunk = await next;
      if (chunk.length === 0) return;
      next = read(turn);
      yield chunk;
    }
  } finally {
    // A read that nobody waits for any more must have ended before the file is closed.
    await next.catch(() => undefined);
    await handle.close();
  }
}

/** Shorter only at the file's end. */
async function fill(handle: FileHandle, buffer: Buffer, position: number): Promise<Buffer> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

function refuseForeignHost(address: string): void {
  const url = URL.parse(address);
  if (url?.protocol === "https:" && url.port === "" && url.username === "" && allowedHost.test(url.hostname)) return;
  throw publishError({ code: "shopify.upload_host_refused", message: `the staged target points at ${url?.host ?? "no address"}`, says: sentence("shopify.upload_host_refused"), retryable: false });
}

async function refuseChangedFile(file: string, bytes: number): Promise<void> {
  const found = await stat(file).catch((fault: unknown) => {
    throw changedFile("it cannot be read", fault);
  });
  if (found.size !== bytes) throw changedFile(`it has ${found.size} bytes, ${bytes} were announced`);
}

function changedFile(why: string, cause?: unknown): ExpectedError {
  return publishError({ code: "shopify.upload_file_changed", message: `the kept file is not the announced one: ${why}`, says: sentence("shopify.upload_file_changed"), retryable: true, cause });
}

const stalled = (stallMs: number) =>
  publishError({ code: "shopify.upload_stalled", message: `nothing moved for ${stallMs} ms`, says: sentence("shopify.upload_stalled"), retryable: true, retryAfterMs: 30_000 });

/** Everything around the file's bytes. The boundary is random, so it cannot occur in the file. */
function frameFile(parameters: StagedTarget["parameters"], filename: string): { contentType: string; head: Buffer; tail: Buffer } {
  const boundary = `----shelfreel${crypto.randomUUID().replaceAll("-", "")}`;
  const quote = (text: string) => text.replace(/\r\n|\r|\n/g, "%0D%0A").replaceAll('"', "%22");
  const fields = parameters.map(({ name, value }) => `--${boundary}\r\nContent-Disposition: form-data; name="${quote(name)}"\r\n\r\n${value}\r\n`);
  const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quote(filename)}"\r\nContent-Type: video/mp4\r\n\r\n`;
  return { contentType: `multipart/form-data; boundary=${boundary}`, head: Buffer.from(fields.join("") + file), tail: Buffer.from(`\r\n--${boundary}--\r\n`) };
}

/** The first 4,000 bytes of an answer; the rest is dropped. */
async function readStart(body: Dispatcher.ResponseData["body"]): Promise<string> {
  // a body that is destroyed without a listener would end the process
  body.on("error", () => {});
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= 4000) break;
  }
  return Buffer.concat(chunks).toString("utf8").slice(0, 4000);
}
