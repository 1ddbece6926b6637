// The life of a video as words: which steps there are, in which order, and which changes are allowed. Pure.

/** Steps of the pipeline in order. `recover` and `answer` are side tracks of `generate`; from `detach` on it is the way off the listing again. */
export const videoSteps = [
  "check", "open_session", "upload_pictures", "generate", "recover", "settle", "inspect", "render", "await_render", "collect",
  "approve", "upload_to_shopify", "await_shopify", "attach", "replace_older", "done",
  "detach", "bring_back", "confirm_undo", "off",
] as const;
export type VideoStep = (typeof videoSteps)[number];

/**
 * queued: waits for its turn · making: on the way to a preview · ready: waits for approval · publishing: on the way to the
 * listing · published · attention: a person must decide · failed · canceled: stopped before it was made · discarded ·
 * withdrawing: on the way off the listing · withdrawn: taken off by a person's wish · replaced: a newer video of ours is in its place ·
 * removed: the merchant took it off in Shopify · superseded: waited for a person when a newer version of it was asked for; kept, and may be published instead
 */
export const videoStatuses = [
  "queued", "making", "ready", "publishing", "published", "attention", "failed", "canceled", "discarded", "withdrawing", "withdrawn", "replaced", "removed", "superseded",
] as const;
export type VideoStatus = (typeof videoStatuses)[number];

const allowed: Record<VideoStatus, VideoStatus[]> = {
  queued: ["making", "publishing", "canceled", "failed"],
  making: ["making", "ready", "publishing", "attention", "failed", "canceled"],
  ready: ["publishing", "queued", "discarded", "superseded"],
  publishing: ["publishing", "published", "attention", "failed"],
  published: ["withdrawing", "replaced", "removed"],
  // a later look may still find what was paid for; a person may try the free rest again, or give up
  // many at once wait for their turn: queued
  attention: ["making", "publishing", "queued", "discarded", "failed", "withdrawing", "published", "withdrawn", "superseded"],
  failed: ["making", "publishing", "queued", "discarded"],
  canceled: [],
  discarded: [],
  withdrawing: ["withdrawing", "withdrawn", "attention", "published"],
  // published again from the kept copy, or seen on the product all the same: a merchant may put a file back in Shopify
  withdrawn: ["publishing", "published"],
  replaced: ["publishing", "published", "removed"],
  removed: ["publishing", "published"],
  // the newer version came to nothing: it waits for a person again
  superseded: ["publishing", "discarded", "ready", "attention"],
};

/** Whether a video may go from one status to another. */
export const mayBecome = (from: VideoStatus, to: VideoStatus): boolean => allowed[from].includes(to);

/** Statuses that take one of the shop's places in progress. */
export const inProgress: VideoStatus[] = ["making", "publishing"];

/** Statuses in which workers do something. */
export const workedOn: VideoStatus[] = ["making", "publishing", "withdrawing"];
const moving: VideoStatus[] = ["queued", ...workedOn];

/** Statuses in which nothing will change until a person acts, or ever. */
export const isAtRest = (status: VideoStatus): boolean => !moving.includes(status);

/** Statuses in which a product counts as being worked on, so that a second request is not a second payment. */
export const blocksNewRequest: VideoStatus[] = ["queued", "making", "ready", "publishing"];

/** The same where many are asked for at once: one that stopped after it was paid for waits for a person, and nobody looks at each product. */
export const blocksInBatch: VideoStatus[] = [...blocksNewRequest, "attention"];

/** Statuses of a video that was on the product and can go there again for nothing. */
export const publishableAgain: VideoStatus[] = ["withdrawn", "replaced", "removed"];

/** Whether our file may be among the product's media: for certain when published, possibly where the work stopped after it was attached. */
export const mayBeOnProduct = (video: { status: string; step: string; publication: { state: string } | null }): boolean =>
  video.status === "published" ||
  (video.status === "attention" && (undoSteps.includes(video.step as VideoStep) || ["ATTACHED", "PLACED", "DONE"].includes(video.publication?.state ?? "")));

/** Who approved a video that goes onto its product by the shop's setting, as it stands in the database. */
export const APPROVED_BY_SETTING = "the shop's setting";

/** Steps after which something follows. */
export type MovingStep = Exclude<VideoStep, "done" | "off">;

/** Steps in which no worker does anything: a person's approval and the two ends. */
export const isForNobody = (step: VideoStep): boolean => step === "approve" || step === "done" || step === "off";

/** What follows when a step went well. */
export const nextStep: Record<MovingStep, VideoStep> = {
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
  replace_older: "done",
  detach: "confirm_undo",
  bring_back: "confirm_undo",
  confirm_undo: "off",
};

/** Steps after which a video is on its way to the listing. */
export const publishingSteps: VideoStep[] = ["upload_to_shopify", "await_shopify", "attach", "replace_older"];

/** Approved as one of many, and not on its way yet: it is made and paid for. */
export const isApprovedAndWaits = (video: { status: string; step: string }): boolean => video.status === "queued" && publishingSteps.includes(video.step as VideoStep);

/** Steps of the way off the listing. */
export const undoSteps: VideoStep[] = ["detach", "bring_back", "confirm_undo"];

/** The status that belongs to a step while the pipeline is in it. */
export function statusOfStep(step: VideoStep): VideoStatus {
  if (step === "approve") return "ready";
  if (step === "done") return "published";
  if (step === "off") return "withdrawn";
  if (undoSteps.includes(step)) return "withdrawing";
  return publishingSteps.includes(step) ? "publishing" : "making";
}
