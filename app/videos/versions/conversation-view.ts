// What a page shows of a video's project at NemoVideo: its versions, what was said, and what can be said next. Plain data, fit for JSON.
import type { Material } from "#app/videos/recipes/recipe.ts";
import type { AskedQuestion, KeptTracks } from "#app/videos/video-json.ts";
import type { MerchantFileView } from "#app/videos/videos-service.ts";
import type { VideoBadge, VideoView } from "#app/videos/video-view.ts";

export interface VersionView {
  videoId: string;
  /** 1 for the first. */
  version: number;
  badge: VideoBadge;
  /** What was sent for it: the text of the first version, the merchant's words of a later one. */
  words: string;
  /** ISO; null while nothing was sent. */
  sentAt: string | null;
  /** It is being made as far as this page knows: what was not sent yet may leave at any moment. */
  underWay: boolean;
  /** ms from sending to the end of the turn; null while that is not known. */
  tookMs: number | null;
  /** NemoVideo's words without talk of buttons; null when it said nothing that is of use. */
  reply: string | null;
  question: AskedQuestion | null;
  /** What the version is in the end, when it is not a video: why it stopped. */
  problem: string | null;
  /** Balance before less balance after; null when one of them is not known. */
  creditsTaken: number | null;
  timeline: { tracks: KeptTracks; durationMs: number } | null;
  /** Against the version before, in sentences. */
  changes: string[];
  player: VideoView["player"];
  suggestedAlt: string;
  can: { approve: boolean };
  onProduct: boolean;
}

export interface ConversationView {
  /** Oldest first. */
  versions: VersionView[];
  /** The version that a next message goes on from; null while there is none. */
  newest: { videoId: string; version: number } | null;
  /** Why nothing can be said on this page now; null when something can. */
  silent: string | null;
  /** About what a change takes, and what a clip made anew takes. */
  credits: { change: number; anew: number };
  /** Sentences that may be said next. */
  suggestions: string[];
  /** What is in the timeline although it was not asked for, with the words that would have it taken out. */
  extras: { what: string; strip: string }[];
  /** What files may come along with the next message, and those that wait. */
  takes: Material[];
  files: MerchantFileView[];
  record: RecordLine[];
}

/** One line of the record of how a video came about. */
export interface RecordLine {
  name: string;
  value: string;
}

/** The answer to words that need no message: it is free. `url` is a file of ours to open. */
export interface FreeAnswer {
  intent: "export" | "credits" | "state" | "upload";
  says: string;
  url: string | null;
}
