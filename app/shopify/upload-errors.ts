import type { ExpectedError } from "#app/lib/expected-error.ts";
import { publishError } from "./shopify-errors.ts";

/**
 * Reads the store's refusal. Google and Amazon answer in XML with a `Code`; only that code is written down. Codes
 * `shopify.staged_target_*` mean that this target is of no more use; after `shopify.upload_*` it may be used once more while it is good.
 */
export function explainUploadAnswer(status: number, text: string): ExpectedError {
  const code = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(text)?.[1] ?? "no code";
  const message = `the upload was answered ${status} (${code})`;
  if (status >= 300 && status <= 399) {
    return publishError({ code: "shopify.upload_redirected", message, says: "Shopify's upload address pointed elsewhere, so the video was not sent. Publish again in a while.", retryable: true, retryAfterMs: 60_000 });
  }
  if (status === 408 || status === 429 || status >= 500) {
    return publishError({ code: "shopify.upload_failed", message, says: "Shopify's upload service was not able to take the video. It is tried again.", retryable: true, retryAfterMs: 30_000 });
  }
  if (code === "EntityTooLarge" || code === "EntityTooSmall") {
    return publishError({ code: "shopify.staged_target_size", message, says: "The size that was announced to Shopify was not the size of the video. It is tried again with the exact size.", retryable: true });
  }
  if (code === "ExpiredToken" || /expired/i.test(text)) {
    return publishError({ code: "shopify.staged_target_expired", message, says: "Shopify's upload address had run out. The video is uploaded to a new one.", retryable: true });
  }
  return publishError({ code: "shopify.staged_target_refused", message, says: "Shopify's upload service did not accept the video. It is tried again with a new upload address.", retryable: true, retryAfterMs: 30_000 });
}

/** Reads what broke on the way: the network, the disk. Everything here may be repeated with a new target. */
export function explainUploadFault(fault: unknown): ExpectedError {
  const sign = fault instanceof Error ? ((fault as NodeJS.ErrnoException).code ?? fault.name) : typeof fault;
  return publishError({ code: "shopify.upload_failed", message: `the upload broke off: ${sign}`, says: "The connection to Shopify's upload service broke. The upload is tried again.", retryable: true, retryAfterMs: 30_000, cause: fault });
}
