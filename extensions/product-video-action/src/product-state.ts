export type VideoStatus = "queued" | "making" | "ready" | "publishing" | "published" | "attention" | "failed" | "withdrawing" | "withdrawn" | "replaced" | "removed";

export interface VideoBrief {
  id: string;
  status: VideoStatus;
  /** Of its page in the app. */
  path: string;
}

/** GET /api/product-video: what would be made of the product, and how its newest video stands. */
export interface ProductState {
  /** How many are sent, and the first of them. */
  pictures: { count: number; shown: { url: string; alt: string | null }[] };
  recipe: string;
  expectedCredits: number;
  /** Null when NemoVideo did not say. */
  creditsAvailable: number | null;
  /** Sentences that stop a video; empty when it can be made. */
  blockers: string[];
  notices: string[];
  /** The video that stands in the way of another one. */
  current: VideoBrief | null;
  latest: VideoBrief | null;
}
