// A batch as pages and extensions see it. Plain data, fit for JSON; times are ISO texts, credits whole numbers.
import type { AskedQuestion } from "#app/videos/video-json.ts";
import type { VideoView } from "#app/videos/video-view.ts";

/**
 * gathering: its products are being looked up · quoted: waits for the merchant's word, nothing is spent before ·
 * running: products get their turn · paused: those begun go on, no new one begins · done · canceled
 */
export const batchStatuses = ["gathering", "quoted", "running", "paused", "done", "canceled"] as const;
export type BatchStatus = (typeof batchStatuses)[number];

export const pauseReasons = ["person", "cap", "balance", "account", "limit"] as const;
export type PauseReason = (typeof pauseReasons)[number];

export const skipReasons = ["no_picture", "has_video", "on_its_way", "draft", "archived", "media_full", "blocked", "gone"] as const;
export type SkipReason = (typeof skipReasons)[number];

/** How the products of a batch are chosen. A search is in Shopify's own syntax of the product list. */
export type BatchSelection =
  | { kind: "hand"; productGids: string[] }
  | { kind: "search"; search: string }
  | { kind: "collection"; collectionGid: string; collectionTitle: string }
  | { kind: "without_video" };

/** Products that are made although they would be left out, because the merchant was shown each of them and chose it all the same. */
export const anywayReasons = ["draft", "archived", "has_video"] as const;
export type AnywayReason = (typeof anywayReasons)[number];

/** What the merchant reads before anything is spent. Null is "not known", never zero. */
export interface BatchQuote {
  /** Products that get a video, and what is expected of each and all in credits. */
  products: number;
  creditsEach: number;
  expectedCredits: number;
  available: number | null;
  frozen: number | null;
  /** Videos that the shop's plan still takes, and that Shopify still takes from this app this week (platform §2.3). */
  planSlotsLeft: number | null;
  weekLeft: number | null;
  hourLeft: number | null;
  skipped: { reason: SkipReason; products: number }[];
  /** Honest range in minutes until the last preview is there. */
  minutes: { from: number; to: number };
  /** Sentences in the way of a start, for example a trial store; empty when it may begin. */
  blockers: string[];
  /** Sentences worth reading before a start, for example that the balance ends after 12 videos. */
  notices: string[];
}

export interface BatchCounts {
  /** Items without a video yet whose turn will come. */
  waiting: number;
  /** Videos on their way to a preview. */
  making: number;
  /** Previews that wait for approval. */
  ready: number;
  publishing: number;
  published: number;
  /** Taken off their products again, on the way off, or with a newer video in their place. */
  withdrawn: number;
  /** On their way off. */
  withdrawing: number;
  /** Needs a person: problems and questions. */
  attention: number;
  failed: number;
  canceled: number;
  discarded: number;
  skipped: number;
  /** All products of the batch. */
  all: number;
}

export interface BatchView {
  batchId: string;
  title: string;
  origin: BatchSelection["kind"] | "automatic";
  recipe: string;
  recipeTitle: string;
  status: BatchStatus;
  pausedWhy: PauseReason | null;
  /** One sentence: why it paused and what goes on from there. */
  pausedText: string | null;
  capCredits: number | null;
  /** Credits that its videos took so far as far as NemoVideo told, and those that running ones may still take. */
  spentCredits: number;
  mayStillTake: number;
  quote: BatchQuote | null;
  counts: BatchCounts;
  /** Products looked at while gathering. */
  gathered: number;
  createdAt: string;
  confirmedAt: string | null;
  finishedAt: string | null;
  requestedBy: string | null;
  can: { confirm: boolean; pause: boolean; resume: boolean; cancel: boolean; retryFailed: boolean; approveAll: boolean; undoAll: boolean };
}

export interface BatchItemView {
  position: number;
  productGid: string;
  productTitle: string;
  state: "new" | "waiting" | "skipped" | "begun" | "canceled";
  skipReason: SkipReason | null;
  skipText: string | null;
  video: VideoView | null;
  /** What the agent asked instead of making the video, while it waits for the answer. */
  question: AskedQuestion | null;
}

/** Filters of a batch's rows. */
export const itemFilters = ["all", "waiting", "making", "ready", "published", "off", "problems", "skipped", "canceled"] as const;
export type ItemFilter = (typeof itemFilters)[number];
