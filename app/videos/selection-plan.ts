// What a selection of products comes to before and after its videos are begun. Plain data, fit for JSON.

export interface SkippedProduct {
  productGid: string;
  /** Null when the product is gone. */
  title: string | null;
  reason: "on_its_way" | "blocked" | "gone";
  /** The sentence of a blocker; null where the reason says all. */
  text: string | null;
}

export interface SelectionPlan {
  ready: { productGid: string; title: string; notices: string[] }[];
  skipped: SkippedProduct[];
  /** For all that are ready, and for one. */
  expectedCredits: number;
  creditsEach: number;
  /** Null when NemoVideo did not say. */
  creditsAvailable: number | null;
}

export interface SelectionStarted {
  /** The batch that they are in; null when nothing was left to begin. */
  batchId: string | null;
  /** Their videos begin as places come free. */
  started: { productGid: string }[];
  skipped: SkippedProduct[];
}
