/** Why a product of the selection is left out. */
export type SkipReason = "on_its_way" | "blocked" | "gone";

export interface Skipped {
  productGid: string;
  title: string | null;
  reason: SkipReason;
  /** The app's own sentence, where there is more to say than the reason. */
  text: string | null;
}

/** POST /api/batch-videos with intent "plan": what would begin. */
export interface SelectionPlan {
  ready: { productGid: string; title: string; notices: string[] }[];
  skipped: Skipped[];
  /** For all that are ready. */
  expectedCredits: number;
  creditsEach: number;
  /** Null when NemoVideo did not say. */
  creditsAvailable: number | null;
}

/** With intent "start": the batch that was begun. */
export interface Started {
  batchId: string | null;
  started: { productGid: string }[];
  skipped: Skipped[];
  path: string;
}
