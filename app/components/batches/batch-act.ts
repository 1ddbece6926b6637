/** What a merchant can do with a batch; the page's action takes exactly these. */
export type BatchAct =
  | { intent: "confirm"; capCredits: string }
  | { intent: "refresh" }
  | { intent: "pause" }
  /** Without `capCredits` the cap stays; an empty one is no cap. */
  | { intent: "resume"; capCredits?: string }
  | { intent: "cancel"; alsoBegun: "yes" | "no" }
  | { intent: "retry" }
  /** `videoIds` with commas between; empty is all that are ready. */
  | { intent: "approve"; videoIds: string }
  | { intent: "undo" }
  | { intent: "answer"; videoIds: string; text: string };
