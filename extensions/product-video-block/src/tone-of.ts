import type { VideoStatus } from "./product-state.ts";

const tones = { queued: "neutral", making: "info", ready: "caution", publishing: "info", published: "success", attention: "warning", failed: "critical", withdrawing: "info", withdrawn: "neutral", replaced: "neutral", removed: "caution" } as const;

/** The badge's colour. */
export const toneOf = (status: VideoStatus) => tones[status];
