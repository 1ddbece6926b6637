import { MEDIA_LIMIT } from "#app/videos/limits.ts";
import type { SkipReason } from "./batch-view.ts";

/** Why a product of a batch gets no video, as the merchant reads it. `blocked` has a sentence of its own. */
export const skipSentences: Record<Exclude<SkipReason, "blocked">, string> = {
  no_picture: "It has no picture. Add one to the product in Shopify first.",
  has_video: "It already has a video.",
  on_its_way: "A video of it is already on its way or waits for you.",
  draft: "It is a draft. Activate it in Shopify first.",
  archived: "It is archived.",
  media_full: `It already has ${MEDIA_LIMIT} media, which is as many as Shopify allows.`,
  gone: "It is no longer in your shop.",
};

/** The reason with its sentence. */
export const skipFor = (reason: Exclude<SkipReason, "blocked">): { reason: SkipReason; text: string } => ({ reason, text: skipSentences[reason] });
