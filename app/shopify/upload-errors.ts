import type { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence } from "#app/words/say.ts";
import { publishError } from "./shopify-errors.ts";

/**
 * Reads the store's refusal. Google and Amazon answer in XML with a `Code`; only that code is written down. Codes
 * `shopify.staged_target_*` mean that this target is of no more use; after `shopify.upload_*` it may be used once more while it is good.
 */
export function explainUploadAnswer(status: number, text: string): ExpectedError {
  const code = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(text)?.[1] ?? "no code";
  const message = `the upload was answered ${status} (${code})`;
  if (status >= 300 && status <= 399) {
    return publishError({ code: "shopify.upload_redirected", message, says: sentence("shopify.upload_redirected"), retryable: true, retryAfterMs: 60_000 });
  }
  if (status === 408 || status === 429 || status >= 500) {
    return publishError({ code: "shopify.upload_failed", message, says: sentence("shopify.upload_failed"), retryable: true, retryAfterMs: 30_000 });
  }
  if (code === "EntityTooLarge" || code === "EntityTooSmall") {
    return publishError({ code: "shopify.staged_target_size", message, says: sentence("shopify.staged_target_size"), retryable: true });
  }
  if (code === "ExpiredToken" || /expired/i.test(text)) {
    return publishError({ code: "shopify.staged_target_expired", message, says: sentence("shopify.staged_target_expired"), retryable: true });
  }
  return publishError({ code: "shopify.staged_target_refused", message, says: sentence("shopify.staged_target_refused"), retryable: true, retryAfterMs: 30_000 });
}

/** Reads what broke on the way: the network, the disk. Everything here may be repeated with a new target. */
export function explainUploadFault(fault: unknown): ExpectedError {
  const sign = fault instanceof Error ? ((fault as NodeJS.ErrnoException).code ?? fault.name) : typeof fault;
  return publishError({ code: "shopify.upload_failed", message: `the upload broke off: ${sign}`, says: sentence("shopify.upload_broke"), retryable: true, retryAfterMs: 30_000, cause: fault });
}
