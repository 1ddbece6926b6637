import type { IncomingMessage } from "node:http";

const MAX_BYTES = 5_000_000;

/** The whole body of a small request. Throws RangeError past 5 MB. */
export async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new RangeError("The request body is larger than 5 MB.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
