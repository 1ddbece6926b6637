import { request, type Dispatcher } from "undici";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence, type WordId } from "#app/words/say.ts";

/** Larger pictures are refused; Shopify's own limit is 20 MB (bytes). */
const MAX_BYTES = 20 * 1024 * 1024;
const TIMEOUT_MS = 60_000;
const HOSTS = /(^|\.)(cdn\.shopify\.com|shopifycdn\.com|myshopify\.com)$/;

/**
 * Fetches a product picture from Shopify's CDN. The type is told from the first bytes, not from the header. Throws
 * ExpectedError `picture.unusable` (the merchant can mend it) or `picture.unreachable` (retryable).
 */
export async function fetchPicture(url: string, o: { dispatcher: Dispatcher; signal: AbortSignal }): Promise<{ bytes: Uint8Array; mime: string }> {
  const address = URL.parse(url);
  if (!address || address.protocol !== "https:" || !HOSTS.test(address.hostname)) throw unusable("shopify.picture_foreign");
  const signal = AbortSignal.any([o.signal, AbortSignal.timeout(TIMEOUT_MS)]);
  try {
    const answer = await request(address, { dispatcher: o.dispatcher, signal, headers: { accept: "image/jpeg,image/png,image/webp", "accept-encoding": "identity" } });
    answer.body.on("error", () => {}); // an unread body that is destroyed must not end the process
    if (answer.statusCode === 404 || answer.statusCode === 410) {
      await answer.body.dump();
      throw unusable("shopify.picture_gone");
    }
    if (answer.statusCode >= 300 && answer.statusCode < 400) {
      await answer.body.dump();
      throw unusable("shopify.picture_redirected");
    }
    if (answer.statusCode !== 200) {
      await answer.body.dump();
      throw unreachable(`answer ${answer.statusCode}`);
    }
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BYTES) throw unusable("shopify.picture_too_large");
      chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks);
    const mime = sniff(bytes);
    if (!mime) throw unusable("shopify.picture_format");
    return { bytes, mime };
  } catch (error) {
    if (error instanceof ExpectedError || o.signal.aborted) throw error;
    throw unreachable(error instanceof Error ? error.name : "network fault", error);
  }
}

function sniff(bytes: Buffer): string | null {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return "image/jpeg";
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return "image/png";
  if (bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP") return "image/webp";
  return null;
}

const unusable = (why: WordId) => new ExpectedError({ code: "picture.unusable", message: `picture refused: ${why}`, charged: "no", retryable: false, merchantMessage: sentence(why) });
const unreachable = (why: string, cause?: unknown) =>
  new ExpectedError({ code: "picture.unreachable", message: `picture could not be fetched: ${why}`, cause, charged: "no", retryable: true, merchantMessage: sentence("shopify.pictures_unreachable") });
