/** Every wait of the pipeline, in ms. Sources: protocol §6.2, §7.8, §7.9, §7.10, §10.3; platform §2.2. */
export interface PipelineWaits {
  uploadLookMs: number;
  afterLostStreamMs: number;
  betweenLooksMs: number;
  settleMs: number;
  /** Between two looks at a timeline that has to rest for `settleMs`. */
  settleLookMs: number;
  renderFirstLookMs: number;
  /** Between two looks at a render, at least and at most: its own progress says when in between. */
  renderLookMinMs: number;
  renderLookMs: number;
  /** Past this a render is called "still rendering". */
  renderSlowMs: number;
  renderGiveUpMs: number;
  shopifyFirstLookMs: number;
  shopifyLookMaxMs: number;
  shopifyGiveUpMs: number;
  /** A file just made may take this long to be found by its name. */
  shopifyFindsFileMs: number;
  /** How long the shop's uploads pause when Shopify takes no more, and how long a video waits for that in all. */
  uploadsPauseMs: number;
  uploadGiveUpMs: number;
  /** A look whether it is this video's turn to be uploaded, for each two of the shop that are before it; and the longest. */
  uploadTurnMs: number;
  uploadTurnMaxMs: number;
  /** Looks for a message whose end stayed unknown: the first pause, the longest, and how long after the message it is looked for. */
  lateLookFirstMs: number;
  lateLookMaxMs: number;
  lateLookUntilMs: number;
  /** Pauses inside a run while PostgreSQL cannot serve, and how long the step waits after them. */
  databasePausesMs: number[];
  databaseAgainMs: number;
  /** Until another look whether the account has room for one more turn. */
  turnRoomMs: number;
  /** The longest that an account is left alone after 429, and over how long its waiting videos then come back. */
  slowAccountMaxMs: number;
  slowAccountSpreadMs: number;
  /** A step that has met nothing but 429 for so long stops. */
  busyGiveUpMs: number;
  /** Pauses between tries of a step that failed in passing; the last one repeats. */
  tryAgainMs: number[];
}

export const documentedWaits: PipelineWaits = {
  uploadLookMs: 2_000,
  afterLostStreamMs: 30_000,
  betweenLooksMs: 60_000,
  settleMs: 30_000,
  settleLookMs: 7_500,
  renderFirstLookMs: 4_000,
  renderLookMinMs: 2_000,
  renderLookMs: 15_000,
  renderSlowMs: 300_000,
  renderGiveUpMs: 1_800_000,
  shopifyFirstLookMs: 5_000,
  shopifyLookMaxMs: 60_000,
  shopifyGiveUpMs: 1_800_000,
  shopifyFindsFileMs: 60_000,
  uploadsPauseMs: 3_600_000,
  uploadGiveUpMs: 604_800_000,
  uploadTurnMs: 5_000,
  uploadTurnMaxMs: 300_000,
  lateLookFirstMs: 300_000,
  lateLookMaxMs: 3_600_000,
  lateLookUntilMs: 86_400_000,
  databasePausesMs: [250, 1_000, 4_000],
  databaseAgainMs: 10_000,
  turnRoomMs: 5_000,
  slowAccountMaxMs: 120_000,
  slowAccountSpreadMs: 5_000,
  busyGiveUpMs: 6 * 3_600_000,
  tryAgainMs: [2_000, 6_000, 15_000, 30_000, 60_000, 120_000, 300_000],
};

/** Looks at an unchanged state before it is called unchanged (protocol §7.8). */
export const LOOKS_AT_UNCHANGED = 5;
/** How many times `settleMs` a state may keep changing before it is taken as it is (protocol §7.10). */
export const LOOKS_AT_CHANGING = 5;

/** All waits times `factor`. */
export function scaleWaits(waits: PipelineWaits, factor: number): PipelineWaits {
  const scaled = Object.entries(waits).map(([key, value]) => [key, Array.isArray(value) ? value.map((ms) => ms * factor) : value * factor]);
  return Object.fromEntries(scaled) as PipelineWaits;
}
