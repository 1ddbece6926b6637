// The life of a video as words: which steps there are, in which order, and which changes are allowed. Pure.

/** Steps of the pipeline in order. `recover` and `answer` are side tracks of `generate`. */
export const videoSteps = [
  "check", "open_session", "upload_pictures", "generate", "recover", "settle", "inspect", "render", "await_render", "collect",
  "approve", "upload_to_shopify", "await_shopify", "attach", "done",
] as const;
export type VideoStep = (typeof videoSteps)[number];

/**
 * queued: waits for its turn · making: on the way to a preview · ready: waits for approval · publishing: on the way to the
 * listing · published · attention: a person must decide · failed · canceled: stopped before it was made · discarded
 */
export const videoStatuses = ["queued", "making", "ready", "publishing", "published", "attention", "failed", "canceled", "discarded"] as const;
export type VideoStatus = (typeof videoStatuses)[number];

const allowed: Record<VideoStatus, VideoStatus[]> = {
  queued: ["making", "canceled", "failed"],
  making: ["making", "ready", "publishing", "attention", "failed", "canceled"],
  ready: ["publishing", "discarded"],
  publishing: ["publishing", "published", "attention", "failed"],
  published: [],
  // a later look may still find what was paid for; a person may try the free rest again, or give up
  attention: ["making", "publishing", "discarded", "failed"],
  failed: ["making", "publishing", "discarded"],
  canceled: [],
  discarded: [],
};

/** Whether a video may go from one status to another. */
export const mayBecome = (from: VideoStatus, to: VideoStatus): boolean => allowed[from].includes(to);

/** Statuses that take one of the shop's places in progress. */
export const inProgress: VideoStatus[] = ["making", "publishing"];

/** Statuses in which nothing will change until a person acts, or ever. */
export const isAtRest = (status: VideoStatus): boolean => !["queued", "making", "publishing"].includes(status);

/** Statuses in which a product counts as being worked on, so that a second request is not a second payment. */
export const blocksNewRequest: VideoStatus[] = ["queued", "making", "ready", "publishing"];

/** What follows when a step went well. */
export const nextStep: Record<Exclude<VideoStep, "done">, VideoStep> = {
  check: "open_session",
  open_session: "upload_pictures",
  upload_pictures: "generate",
  generate: "settle",
  recover: "settle",
  settle: "inspect",
  inspect: "render",
  render: "await_render",
  await_render: "collect",
  collect: "approve",
  approve: "upload_to_shopify",
  upload_to_shopify: "await_shopify",
  await_shopify: "attach",
  attach: "done",
};

/** Steps after which a video is on its way to the listing. */
export const publishingSteps: VideoStep[] = ["upload_to_shopify", "await_shopify", "attach"];

/** The status that belongs to a step while the pipeline is in it. */
export function statusOfStep(step: VideoStep): VideoStatus {
  if (step === "approve") return "ready";
  if (step === "done") return "published";
  return publishingSteps.includes(step) ? "publishing" : "making";
}
