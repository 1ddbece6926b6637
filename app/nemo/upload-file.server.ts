import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { NemoAccount, NemoFile } from "./nemo-client.ts";
import type { NemoConnection } from "./nemo-connection.ts";
import { nemoError } from "./nemo-errors.ts";
import { frameFile, mimeOfFilename, sendUpload } from "./upload-pictures.server.ts";

/**
 * Protocol §6.1, multipart: one file straight from the disk, at constant memory. Repeated once after 429 only. Throws ExpectedError
 * as `uploadPictures` does.
 */
export async function uploadFile(connection: NemoConnection, account: NemoAccount, o: { nemoSessionId: string; file: NemoFile; signal?: AbortSignal | undefined }): Promise<void> {
  const { filename, path, bytes } = o.file;
  if (!mimeOfFilename(filename)) throw nemoError("nemo.file_type", "upload: a file name has no extension that NemoVideo takes");
  await sendUpload(connection, account, o, () => {
    const form = frameFile(filename, bytes);
    return { body: Readable.from(partsOf(form, path), { objectMode: false }), headers: { "content-type": form.contentType, "content-length": String(form.bytes) } };
  });
}

async function* partsOf(form: { head: Buffer; tail: Buffer }, path: string): AsyncGenerator<Buffer> {
  yield form.head;
  yield* createReadStream(path) as AsyncIterable<Buffer>;
  yield form.tail;
}
