import type { Exchange } from "./exchange.ts";
import { Refusal } from "./reply.ts";

/** The limit of a Node service in front, seen as an HTML page (protocol §3.3, 413). */
const LIMIT = 50 * 1024 * 1024;

/** The whole body as text. @throws Refusal with 413 as HTML beyond 50 MB */
export async function readBody(exchange: Exchange): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of exchange.req as AsyncIterable<Buffer>) {
    exchange.entry.bytesIn += chunk.length;
    if (exchange.entry.bytesIn > LIMIT) {
      throw new Refusal({ kind: "text", status: 413, type: "text/html; charset=utf-8", text: "<!DOCTYPE html>\n<html lang=\"en\">\n<body>\n<pre>PayloadTooLargeError: request entity too large</pre>\n</body>\n</html>\n" });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
