import { ExpectedError } from "#app/lib/expected-error.ts";
import type { Step } from "./step-context.ts";
import { requirePublication } from "./upload-to-shopify.server.ts";

/** Errors of Shopify's processing that a second upload of the same file may cure (platform §2.4). */
const CURED_BY_UPLOADING_AGAIN = ["MEDIA_TIMEOUT_ERROR", "GENERIC_FILE_DOWNLOAD_FAILURE", "INVALID_SIGNED_URL", "UNKNOWN"];
const UPLOADS = 2;

/** One look at Shopify's processing of the file; there is no webhook for it (platform §1.4, §2.2). */
export const awaitShopify: Step = async (context) => {
  const { video, deps } = context;
  const publication = requirePublication(context);
  if (!publication.fileGid) return { move: "next", to: "upload_to_shopify" };
  const shopify = await deps.shopifyFor(video.shop);
  const file = await shopify.getFileStatus({ fileGid: publication.fileGid });
  if (!file) throw problem("shopify.file_gone", "The video was removed from Shopify's files before it could be put on the product. Try again to upload the kept copy; nothing is charged.");
  if (file.fileStatus === "READY") {
    await deps.db.publication.update({ where: { id: publication.id }, data: { state: "FILE_READY" } });
    return { move: "next" };
  }
  if (file.fileStatus === "FAILED") {
    const code = file.errorCode ?? "UNKNOWN";
    if (CURED_BY_UPLOADING_AGAIN.includes(code) && video.failures < UPLOADS) {
      await deps.db.publication.update({ where: { id: publication.id }, data: { state: "READY_TO_UPLOAD", fileGid: null, resourceUrl: null, createSentAt: null, stagedAt: null, filename: nextFilename(publication.filename) } });
      return { move: "next", to: "upload_to_shopify", note: "Shopify could not process the upload; uploading once more." };
    }
    throw problem("shopify.processing_failed", `Shopify could not process this video (${code.toLowerCase().replaceAll("_", " ")}). The file is kept; nothing more is charged. Try again, or make the video anew.`);
  }
  const ageMs = deps.clock.now().getTime() - video.stepStartedAt.getTime();
  if (ageMs > deps.waits.shopifyGiveUpMs) throw problem("shopify.still_processing", "Shopify is still processing this video. Nothing is lost: look again later with Try again.");
  // 5 s, then half as long again each time, up to a minute (platform §2.2).
  const afterMs = Math.min(deps.waits.shopifyFirstLookMs * 1.5 ** video.looks, deps.waits.shopifyLookMaxMs);
  return { move: "again", afterMs };
};

/** A failed file keeps its name at Shopify, so the next upload gets another one. */
function nextFilename(filename: string): string {
  const numbered = /^(.*)-(\d+)\.mp4$/.exec(filename);
  return numbered ? `${numbered[1]}-${Number(numbered[2]) + 1}.mp4` : filename.replace(/\.mp4$/, "-2.mp4");
}

const problem = (code: string, merchantMessage: string) => new ExpectedError({ code, message: code, merchantMessage, charged: "no", retryable: false });
