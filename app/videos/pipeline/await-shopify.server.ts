import { Prisma, type Publication } from "@prisma/client";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence, type WordId } from "#app/words/say.ts";
import { explainFileFailure } from "#app/shopify/shopify-errors.ts";
import { lookAtFiles, type KeptFileLook } from "./look-at-files.server.ts";
import type { Step, StepContext } from "./step-context.ts";
import { requirePublication } from "./upload-to-shopify.server.ts";

/** Uploads of the same file: a processing that failed in passing deserves one more (platform §2.4). */
const UPLOADS = 2;

/** One look at Shopify's processing of the file; there is no webhook for it (platform §1.4, §2.2). */
export const awaitShopify: Step = async (context) => {
  const { video, deps } = context;
  const publication = requirePublication(context);
  const { fileGid } = publication;
  if (!fileGid) return { move: "next", to: "upload_to_shopify" };
  const { file, media } = await lookAtFiles(context, { ...publication, fileGid });
  if (!file) {
    await forgetFile(context, publication);
    // It was on the product before: the merchant asked for it again, and once is uploaded afresh without another question.
    if (publication.seenAt && uploadNumber(publication.filename) < UPLOADS) return { move: "next", to: "upload_to_shopify", note: sentence("publication.file_gone_again") };
    throw problem("shopify.file_gone", "publication.file_gone");
  }
  if (file.fileStatus === "READY") {
    const fileLook: KeptFileLook = { ...file, fileGid, at: deps.clock.now().toISOString(), withMedia: media !== null };
    await deps.db.publication.update({ where: { id: publication.id }, data: { state: "FILE_READY", fileLook, mediaBefore: media ?? Prisma.DbNull } });
    return { move: "next" };
  }
  if (file.fileStatus === "FAILED") {
    const failure = explainFileFailure(file.errorCode);
    // Also where it stops here: a person who tries again has the kept file uploaded afresh.
    await forgetFile(context, publication);
    if (!failure.retryable || uploadNumber(publication.filename) >= UPLOADS) throw new ExpectedError({ ...failureFields(failure), retryable: false });
    return { move: "next", to: "upload_to_shopify", note: sentence("publication.upload_once_more") };
  }
  const ageMs = deps.clock.now().getTime() - video.stepStartedAt.getTime();
  if (ageMs > deps.waits.shopifyGiveUpMs) throw problem("shopify.still_processing", "publication.still_processing");
  // 5 s, then half as long again each time, up to a minute (platform §2.2).
  const afterMs = Math.min(deps.waits.shopifyFirstLookMs * 1.5 ** video.looks, deps.waits.shopifyLookMaxMs);
  return { move: "again", afterMs };
};

async function forgetFile({ deps }: StepContext, { id, filename }: Publication): Promise<void> {
  await deps.db.publication.update({
    where: { id },
    data: { state: "READY_TO_UPLOAD", fileGid: null, resourceUrl: null, createSentAt: null, stagedAt: null, fileLook: Prisma.DbNull, filename: nextFilename(filename) },
  });
}

const uploadNumber = (filename: string): number => Number(/-try(\d+)\.mp4$/.exec(filename)?.[1] ?? 1);

/** A failed file keeps its name at Shopify, so the next upload gets another one. */
const nextFilename = (filename: string): string => filename.replace(/(-try\d+)?\.mp4$/, `-try${uploadNumber(filename) + 1}.mp4`);

const failureFields = ({ code, message, sentence: merchantMessage, charged }: ExpectedError) => ({ code, message, merchantMessage, charged });

const problem = (code: string, says: WordId) => new ExpectedError({ code, message: code, merchantMessage: sentence(says), charged: "no", retryable: false });
