import { ExpectedError } from "#app/lib/expected-error.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence } from "#app/words/say.ts";
import { sentPictures, videoWarnings } from "#app/videos/video-json.ts";
import { stopWith } from "./result-of-error.ts";
import { merchantFilesOf, sendMerchantFiles } from "./send-merchant-files.server.ts";
import { requireNemoSession, type StepContext, type StepResult, type VideoRow } from "./step-context.ts";

/**
 * A newer version finds the pictures in the project where the older one left them; only files that the merchant brought since go there.
 * Null when pictures are missing there: they are sent as for a first version. A project that NemoVideo no longer knows ends the version.
 */
export async function carryOnProject(context: StepContext): Promise<StepResult | null> {
  const { video, nemo, callNemo, signal } = context;
  const { nemoSessionId } = requireNemoSession(video);
  try {
    const state = await callNemo((account) => nemo.readState(account, { nemoSessionId, signal }));
    const pictures = sentPictures.parse(video.pictures);
    const named = pictures.every(({ filename }) => state.uploads.some((upload) => upload.name === filename || upload.url?.endsWith(`/${filename}`)));
    // A project that renames files is judged by their number.
    if (!named && state.uploads.length < pictures.length) return null;
    const leftOut = await sendMerchantFiles(context, await merchantFilesOf(context));
    const warnings = [...videoWarnings.parse(video.warnings), ...leftOut.map((text) => ({ code: "picture.left_out", text: keepSentence(text) }))];
    return { move: "next", note: sentence("steps.pictures_still_there"), data: { warnings, stepNotes: video.stepNotes ?? {} } };
  } catch (error) {
    if (isProjectLost(error)) return projectLost(video, error);
    throw error;
  }
}

/** 1002, or 404 at chat or state (protocol §3.3). */
export const isProjectLost = (error: unknown): error is ExpectedError => error instanceof ExpectedError && error.code === "nemo.session_not_found";

/** Another project would not have the older timeline, so there is nothing to change in it: the version ends before anything was sent. */
export function projectLost(video: VideoRow, cause: ExpectedError): StepResult {
  const stop = stopWith(new ExpectedError({
    code: "nemo.project_lost", message: "the session of a refinement is gone", charged: "no", retryable: false, cause,
    merchantMessage: sentence("steps.project_lost"),
  }), video);
  return { ...stop, data: { ...stop.data, canRetry: false } };
}
