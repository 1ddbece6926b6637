// Why a finished video waits before it goes to Shopify, in a merchant's words. Pure.
import { joinSentences } from "#app/words/join-sentences.ts";
import { sentence, type Sentence, type WordId } from "#app/words/say.ts";

/** Refusals that last until a person makes room. */
export const needsRoom = ["shopify.plan_limit", "shopify.storage_limit", "shopify.trial_store"];

/** Others of the shop are being uploaded. */
export const UPLOAD_TURN = "shopify.upload_turn";

export interface UploadWait {
  /** Code of the refusal or of our own count; null counts as Shopify's throttle. */
  code: string | null;
  until: Date;
}

const texts: Record<string, WordId> = {
  [UPLOAD_TURN]: "publication.wait_turn",
  "shopify.hour_full": "publication.wait_hour",
  "shopify.week_full": "publication.wait_week",
  "shopify.video_throttled": "publication.wait_throttled",
  "shopify.plan_limit": "publication.wait_plan",
  "shopify.storage_limit": "publication.wait_storage",
  "shopify.trial_store": "publication.wait_trial",
};

/** The code and the sentence of a wait. */
export function describeUploadWait(code: string | null): { code: string; text: Sentence | string } {
  const known = code !== null && code in texts ? code : "shopify.video_throttled";
  const why = texts[known];
  return { code: known, text: joinSentences(why && sentence(why), sentence("publication.goes_on")) };
}

/** Whether a video waits for one of these reasons: then its page says until when. */
export const waitsForUpload = (video: { status: string; step: string; errorCode: string | null }): boolean =>
  video.status === "publishing" && video.step === "upload_to_shopify" && video.errorCode !== null && video.errorCode in texts;
