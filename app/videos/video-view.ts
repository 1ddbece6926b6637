// What a page shows of a video. Plain data, fit for JSON; built by build-video-view.ts.
import type { IgnoredWish } from "./recipes/find-ignored.ts";
import type { Material, PromptChoices } from "./recipes/recipe.ts";
import type { VideoStatus } from "./video-status.ts";

export interface VideoBadge {
  text: string;
  tone?: "info" | "success" | "attention" | "warning" | "critical" | undefined;
}

export interface VideoStepView {
  key: string;
  title: string;
  state: "done" | "now" | "next" | "failed";
  /** ISO times; null when the step has not begun or ended. */
  startedAt: string | null;
  finishedAt: string | null;
  /** One sentence that belongs to this step, for example "Next look at 10:42". */
  note: string | null;
}

export interface VideoProblem {
  code: string;
  /** What happened and what to do next. */
  text: string;
  /** "Nothing was charged." and the like. */
  charge: string;
}

export interface VideoView {
  id: string;
  productGid: string;
  productTitle: string;
  recipeTitle: string;
  status: VideoStatus;
  badge: VideoBadge;
  /** One sentence: what is happening or what is wanted. */
  headline: string;
  /** Until when (ISO) it waits to be uploaded, where Shopify's limits are the reason; the headline says which. */
  waitsUntil: string | null;
  steps: VideoStepView[];
  /** An honest range for the whole way to a preview, or null when there is nothing to wait for. */
  expected: string | null;
  problem: VideoProblem | null;
  warnings: { code: string; text: string }[];
  player: { url: string; width: number; height: number; durationMs: number; bytes: number } | null;
  /** The timeline in words, from the draft. */
  timeline: string | null;
  prompt: string;
  pictures: { url: string; alt: string | null; filename: string; role: string }[];
  suggestedAlt: string;
  /** When the one paid message was sent. */
  sentAt: string | null;
  credits: { before: number | null; after: number | null };
  /** While it is not known how the message ended: what was seen since, and until when (ISO) the app goes on looking. */
  unknownEnd: { looks: number; lastLookAt: string | null; balanceBefore: number | null; balanceSince: number | null; lookingUntil: string | null } | null;
  published: { at: string; place: string; position: number | null; filename: string } | null;
  /** Its way off the product: when it was asked for and done (ISO), and what was left as a person had changed it meanwhile. Null while it stays. */
  undo: { wantedAt: string | null; doneAt: string | null; note: string | null } | null;
  /** The video of ours on the product whose place this one may take, where that is to be decided. */
  older: { id: string; publishedAt: string } | null;
  /** Whether this one took the place of another: an undo brings that one back. */
  tookPlace: boolean;
  can: { approve: boolean; discard: boolean; cancel: boolean; retry: boolean; undo: boolean; publishAgain: boolean; leaveUndo: boolean };
  /** True while something may change by itself: the page keeps looking. */
  moving: boolean;
  /** Something was made that waits at NemoVideo: its project can be opened there (`projectLink`). */
  atNemo: boolean;
  createdAt: string;
  finishedAt: string | null;
}

/** What lists show of a video: no text, no steps, no player. */
export type VideoRowView = Pick<VideoView, "id" | "productGid" | "productTitle" | "status" | "badge" | "headline" | "problem" | "warnings" | "pictures" | "moving" | "createdAt" | "waitsUntil"> & {
  published: Pick<NonNullable<VideoView["published"]>, "at" | "filename"> | null;
};

/** The state of a product's newest video, for lists. */
export interface VideoMark {
  videoId: string;
  badge: VideoBadge;
}

/** What would be sent if the merchant pressed Generate now. */
export interface VideoPlanView {
  recipe: string;
  recipeTitle: string;
  prompt: string;
  /** The recipe's defaults under what was chosen. */
  choices: PromptChoices;
  /** Seconds. */
  lengths: { min: number; max: number };
  takes: Material[];
  pictures: { mediaGid: string; url: string; alt: string | null; role: string; filename: string }[];
  /** `mayUse`: a choice of the merchant's could bring it in. */
  leftOut: { mediaGid: string; url: string; reason: string; mayUse: boolean }[];
  /** As many as the recipe takes. */
  mostPictures: number;
  /** Wishes that change nothing in this video; said beside them. */
  ignored: IgnoredWish[];
  /** Sentences that stop a video (no picture, …); empty when it can be made. */
  blockers: string[];
  /** Sentences that the merchant should know. */
  notices: string[];
  expectedCredits: number;
}
