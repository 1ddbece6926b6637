import type { MerchantFile } from "@prisma/client";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence, type Sentence } from "#app/words/say.ts";
import { requireNemoSession, type StepContext } from "./step-context.ts";

/** Looks at the state for a file to appear (protocol §6.2). */
const LOOKS = 5;

/** The merchant's own files that this video uses, clips first. */
export async function merchantFilesOf({ deps, video }: Pick<StepContext, "deps" | "video">): Promise<MerchantFile[]> {
  return deps.db.merchantFile.findMany({ where: { videoId: video.id, erasedAt: null }, orderBy: [{ kind: "asc" }, { createdAt: "asc" }] });
}

/**
 * Sends footage and logo, one request each, those only that the session does not have yet. A logo that NemoVideo refuses is left
 * out by name; without its footage a video would not be what was asked for, so that stops it. Returns the sentences about what was left out.
 */
export async function sendMerchantFiles(context: StepContext, files: MerchantFile[]): Promise<Sentence[]> {
  const { nemo, callNemo, deps, signal, video } = context;
  const nemoSessionId = requireNemoSession(video).nemoSessionId;
  const leftOut: Sentence[] = [];
  for (const { kind, filename, file, bytes } of files) {
    if (await isThere(context, filename, 1)) continue;
    await context.holdLease();
    const copy = await deps.keptFiles.localCopy(file, signal);
    try {
      if (!copy) throw gone(filename);
      await callNemo((account) => nemo.uploadFile(account, { nemoSessionId, file: { filename, path: copy.path, bytes }, signal }));
      if (!(await isThere(context, filename, LOOKS))) throw notKept(filename);
    } catch (error) {
      if (kind !== "logo" || !(error instanceof ExpectedError) || error.retryable || error.code === "nemo.session_not_found") throw error;
      leftOut.push(sentence("steps.left_out", { name: filename, why: error.sentence }));
    } finally {
      await copy?.done();
    }
  }
  return leftOut;
}

async function isThere({ nemo, callNemo, deps, signal, video }: StepContext, filename: string, looks: number): Promise<boolean> {
  const nemoSessionId = requireNemoSession(video).nemoSessionId;
  for (let look = 1; ; look++) {
    const state = await callNemo((account) => nemo.readState(account, { nemoSessionId, signal }));
    if (state.uploads.some((upload) => upload.name === filename || upload.url?.endsWith(filename))) return true;
    if (look >= looks) return false;
    await deps.clock.sleep(deps.waits.uploadLookMs, signal);
  }
}

const notKept = (filename: string) =>
  new ExpectedError({ code: "video.file_not_kept", message: "a merchant's file did not appear in the session", charged: "no", retryable: false, merchantMessage: sentence("steps.file_not_kept", { name: filename }) });

const gone = (filename: string) =>
  new ExpectedError({ code: "video.file_gone", message: "a merchant's file is missing", charged: "no", retryable: false, merchantMessage: sentence("steps.file_missing", { name: filename }) });
