import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence, type Sentence } from "#app/words/say.ts";

interface Meaning {
  code: string;
  /** What happened and what to do next. A closing sentence about the video and the charge is added. */
  says: Sentence;
  retryable: boolean;
  /** Milliseconds from now. */
  retryAfterMs?: number;
}

const kept = sentence("shopify.video_kept");
const neutral = sentence("shopify.nothing_lost");
const hour = 3_600_000;

const planLimit: Meaning = { code: "shopify.plan_limit", says: sentence("shopify.plan_limit"), retryable: false };
const storageLimit: Meaning = { code: "shopify.storage_limit", says: sentence("shopify.storage_limit"), retryable: false };
const videoThrottled: Meaning = { code: "shopify.video_throttled", says: sentence("shopify.video_throttled"), retryable: true, retryAfterMs: hour };
const productFull: Meaning = { code: "shopify.product_media_limit", says: sentence("shopify.product_media_limit"), retryable: false };
const suspended: Meaning = { code: "shopify.product_suspended", says: sentence("shopify.product_suspended"), retryable: false };
const notReady: Meaning = { code: "shopify.file_not_ready", says: sentence("shopify.file_not_ready"), retryable: true, retryAfterMs: 10_000 };
const productGone: Meaning = { code: "shopify.product_gone", says: sentence("shopify.product_gone"), retryable: false };
const fileGone: Meaning = { code: "shopify.file_gone", says: sentence("shopify.file_gone"), retryable: false };
const badFile: Meaning = { code: "shopify.file_unusable", says: sentence("shopify.file_unusable"), retryable: false };
const uploadAgain: Meaning = { code: "shopify.file_processing_failed", says: sentence("shopify.file_processing_failed"), retryable: true, retryAfterMs: 30_000 };
const trial: Meaning = { code: "shopify.trial_store", says: sentence("shopify.trial_store"), retryable: false };
const altTooLong: Meaning = { code: "shopify.alt_too_long", says: sentence("shopify.alt_too_long"), retryable: false };
const nameTaken: Meaning = { code: "shopify.filename_taken", says: sentence("shopify.filename_taken"), retryable: true, retryAfterMs: 30_000 };
const tooManyReferences: Meaning = { code: "shopify.too_many_references", says: sentence("shopify.too_many_references"), retryable: false };

/** By the codes of FilesUserError, MediaUserError, FileError and MediaError in version 2026-10 (platform §2.4). */
const meanings: Record<string, Meaning> = {
  NON_IMAGE_MEDIA_PER_SHOP_LIMIT_EXCEEDED: planLimit,
  SHOP_MEDIA_LIMIT_EXCEEDED: planLimit,
  FILE_STORAGE_LIMIT_EXCEEDED: storageLimit,
  VIDEO_THROTTLE_EXCEEDED: videoThrottled,
  PRODUCT_MEDIA_LIMIT_EXCEEDED: productFull,
  PRODUCT_SUSPENDED: suspended,
  NON_READY_STATE: notReady,
  NON_READY_MEDIA: notReady,
  FILE_LOCKED: notReady,
  REFERENCE_TARGET_DOES_NOT_EXIST: productGone,
  PRODUCT_DOES_NOT_EXIST: productGone,
  FILE_DOES_NOT_EXIST: fileGone,
  MEDIA_DOES_NOT_EXIST: fileGone,
  MEDIA_DOES_NOT_EXIST_ON_PRODUCT: fileGone,
  UNACCEPTABLE_TRIAL_ASSET: trial,
  UNACCEPTABLE_UNVERIFIED_TRIAL_ASSET: trial,
  ALT_VALUE_LIMIT_EXCEEDED: altTooLong,
  FILENAME_ALREADY_EXISTS: nameTaken,
  DUPLICATE_FILENAME_ERROR: nameTaken,
  TOO_MANY_FILE_REFERENCE: tooManyReferences,
  VIDEO_INVALID_FILETYPE_ERROR: badFile,
  VIDEO_VALIDATION_ERROR: badFile,
  VIDEO_METADATA_READ_ERROR: badFile,
  VIDEO_MIN_DURATION_ERROR: badFile,
  VIDEO_MAX_DURATION_ERROR: badFile,
  VIDEO_MIN_HEIGHT_ERROR: badFile,
  VIDEO_MAX_HEIGHT_ERROR: badFile,
  VIDEO_MIN_WIDTH_ERROR: badFile,
  VIDEO_MAX_WIDTH_ERROR: badFile,
  GENERIC_FILE_INVALID_SIZE: badFile,
  UNACCEPTABLE_ASSET: badFile,
  MEDIA_TIMEOUT_ERROR: uploadAgain,
  GENERIC_FILE_DOWNLOAD_FAILURE: uploadAgain,
  INVALID_SIGNED_URL: uploadAgain,
  UNKNOWN: uploadAgain,
};

/**
 * Errors without a code of their own, known by their words: stagedUploadsCreate gives plain UserErrors, and FilesErrorCode has no word for the
 * throttle of videos (platform §2.3, §2.4).
 */
const wordings: [RegExp, Meaning][] = [
  [/plan does not permit|plan limit|media per shop/i, planLimit],
  [/storage/i, storageLimit],
  [/throttle|too many (videos|uploads)|per hour|hourly|per week|weekly/i, videoThrottled],
  [/trial/i, trial],
];

const fallback: Meaning = { code: "shopify.refused", says: sentence("shopify.refused"), retryable: false };

/** Makes the error of a meaning. `where` names the call and what Shopify said, for the log. */
function explain(meaning: Meaning, where: string, closing: Sentence, cause?: unknown): ExpectedError {
  return new ExpectedError({
    code: meaning.code,
    message: where,
    merchantMessage: sentence("shopify.with_closing", { says: meaning.says, closing }),
    charged: "no",
    retryable: meaning.retryable,
    ...(meaning.retryAfterMs !== undefined && { retryAfterMs: meaning.retryAfterMs }),
    cause,
  });
}

/** One entry of `userErrors` or `mediaUserErrors`, whatever its type. */
export interface ShopifyUserError {
  code?: string | null | undefined;
  field?: string[] | null | undefined;
  message: string;
}

/** The error for one user error: by its code, else by its words, else `shopify.refused`. */
export function explainUserError(operation: string, error: ShopifyUserError): ExpectedError {
  const meaning = (error.code ? meanings[error.code] : undefined) ?? wordings.find(([words]) => words.test(error.message))?.[1] ?? fallback;
  // With a code the message adds nothing, and it may repeat what a merchant typed.
  const said = error.code ?? `"${error.message.replace(/\p{Cc}/gu, " ").slice(0, 120)}"`;
  return explain(meaning, `${operation}: Shopify refused with ${said} at ${error.field?.join(".") ?? "no field"}`, kept);
}

/** Throws the error of the first user error. Every mutation's answer goes through here: user errors come with HTTP 200. */
export function refuseUserErrors(operation: string, errors: readonly ShopifyUserError[]): void {
  if (errors[0]) throw explainUserError(operation, errors[0]);
}

/**
 * The error for a file that ended in FAILED, by the first of its `fileErrors`. Retryable ones (`shopify.file_processing_failed`)
 * deserve a new staged target and one or two more uploads; `shopify.file_unusable` would fail again with the same bytes.
 */
export function explainFileFailure(errorCode: string | null): ExpectedError {
  return explain(meanings[errorCode ?? "UNKNOWN"] ?? fallback, `Shopify could not process the file: ${errorCode ?? "no code"}`, kept);
}

/** Any other error on the way of a finished video to Shopify: says that the video is kept; never charged. */
export function publishError(init: Meaning & { message: string; cause?: unknown }): ExpectedError {
  return explain(init, init.message, kept, init.cause);
}

/** Any other error of a call that may just be a page being read: never charged. */
export function callError(init: Meaning & { message: string; cause?: unknown }): ExpectedError {
  return explain(init, init.message, neutral, init.cause);
}

/**
 * The stored access to the shop is no longer good. It heals as soon as somebody opens the app (platform §6.2), so a later try may
 * succeed: `retryable` unless Shopify said for certain that the grant is gone.
 */
export function accessLost(init: { message: string; retryable: boolean; cause?: unknown }): ExpectedError {
  return callError({ code: "shopify.access_lost", says: sentence("shopify.access_lost"), ...init, ...(init.retryable && { retryAfterMs: 300_000 }) });
}
