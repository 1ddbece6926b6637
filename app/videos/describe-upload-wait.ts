// Why a finished video waits before it goes to Shopify, in a merchant's words. Pure.

/** Refusals that last until a person makes room. */
export const needsRoom = ["shopify.plan_limit", "shopify.storage_limit", "shopify.trial_store"];

/** Others of the shop are being uploaded. */
export const UPLOAD_TURN = "shopify.upload_turn";

export interface UploadWait {
  /** Code of the refusal or of our own count; null counts as Shopify's throttle. */
  code: string | null;
  until: Date;
}

const goesOn = "Publishing goes on by itself. The finished video is kept, and nothing is charged for publishing it.";

const texts: Record<string, string> = {
  [UPLOAD_TURN]: `Other videos of your shop are being uploaded first. ${goesOn}`,
  "shopify.hour_full": `Shopify takes 200 videos an hour, and that number is reached. ${goesOn}`,
  "shopify.week_full": `Shopify takes 1,000 videos a week of this app, and that number is reached. ${goesOn}`,
  "shopify.video_throttled": `Shopify takes no more videos of your store for now. ${goesOn}`,
  "shopify.plan_limit": `Your Shopify plan does not permit more videos. Delete videos that you no longer need under Content > Files, or move to a larger plan. ${goesOn}`,
  "shopify.storage_limit": `Your store's file storage at Shopify is full. Delete files under Content > Files, or move to a larger plan. ${goesOn}`,
  "shopify.trial_store": `Stores in a Shopify trial cannot have uploaded videos. Choose a Shopify plan. ${goesOn}`,
};

/** The code and the sentence of a wait. */
export function describeUploadWait(code: string | null): { code: string; text: string } {
  const known = code !== null && code in texts ? code : "shopify.video_throttled";
  return { code: known, text: texts[known] ?? goesOn };
}

/** Whether a video waits for one of these reasons: then its page says until when. */
export const waitsForUpload = (video: { status: string; step: string; errorCode: string | null }): boolean =>
  video.status === "publishing" && video.step === "upload_to_shopify" && video.errorCode !== null && video.errorCode in texts;
