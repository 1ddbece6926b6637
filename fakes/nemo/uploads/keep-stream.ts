import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Transform, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

export interface KeptFile {
  bytes: number;
  sha256: string;
}

/** Streams something to a file, never holding it in memory. @throws FileTooLarge beyond `limit` bytes, and removes the file */
export async function keepStream(source: Readable, file: string, limit: number): Promise<KeptFile> {
  const hash = createHash("sha256");
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(bytes > limit ? new FileTooLarge() : null, chunk);
    },
  });
  try {
    await pipeline(source, meter, createWriteStream(file));
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** More bytes than the limit allows. */
export class FileTooLarge extends Error {
  override name = "FileTooLarge";
}
