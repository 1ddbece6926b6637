import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { parseJsonObject, unprocessable } from "#fakes/nemo/http/check-json.ts";
import { decodePart } from "#fakes/nemo/http/decode-part.ts";
import type { Exchange } from "#fakes/nemo/http/exchange.ts";
import { refuse } from "#fakes/nemo/http/reply.ts";
import type { World } from "#fakes/nemo/world.ts";
import type { IncomingFile } from "./receive-multipart.ts";

/** The addresses of `{"urls":[…],"source_type":"url"}`. @throws Refusal 422 */
export function readUrls(exchange: Exchange): string[] {
  const { urls, source_type: sourceType } = parseJsonObject(exchange);
  if (!Array.isArray(urls) || !urls.length || !urls.every((url) => typeof url === "string")) {
    throw unprocessable([{ type: "list_type", loc: ["body", "urls"], msg: "Input should be a valid list of addresses", input: urls ?? null }]);
  }
  if (sourceType !== "url") throw unprocessable([{ type: "literal_error", loc: ["body", "source_type"], msg: "Input should be 'url'", input: sourceType ?? null }]);
  for (const [index, url] of urls.entries()) {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw unprocessable([{ type: "url_parsing", loc: ["body", "urls", index], msg: "Input should be a valid URL", input: url }]);
    }
  }
  return urls;
}

/** Opens one address, as their server would. @throws Refusal with 4001 when it does not answer with a file */
export async function openUrl(world: World, url: string): Promise<IncomingFile> {
  const filename = decodePart(new URL(url).pathname.split("/").at(-1) ?? "");
  const response = await world.fetchPublic(url).catch(() => undefined);
  if (!response?.ok || !response.body) throw refuse(4001, `Cannot download ${filename || "the file"}`);
  return {
    filename,
    mime: (response.headers.get("content-type") ?? "").split(";")[0]!.trim().toLowerCase(),
    content: Readable.fromWeb(response.body as ReadableStream<Uint8Array>),
  };
}
