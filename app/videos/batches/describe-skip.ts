import { MEDIA_LIMIT } from "#app/videos/limits.ts";
import { sentence, type Sentence } from "#app/words/say.ts";
import type { SkipReason } from "./batch-view.ts";

/** Why a product of a batch gets no video, with the sentence that the merchant reads. `blocked` has one of its own. */
export const skipFor = (reason: Exclude<SkipReason, "blocked">): { reason: SkipReason; text: Sentence } => ({ reason, text: sentence(`quote.skip_${reason}`, reason === "media_full" ? { most: MEDIA_LIMIT } : undefined) });
