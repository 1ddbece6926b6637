import { classifyIntent } from "#app/nemo/classify-intent.ts";

/** Whether words are answered here for nothing, instead of being sent to NemoVideo (the makers' routing table). For the page, while they are typed. */
export const needsNoMessage = (words: string): boolean => classifyIntent(words) !== "chat";
