/** Every time limit and wait of the NemoVideo client, in ms. The defaults are the contract's (protocol §3.3, §7.6, §11). */
export interface NemoWaits {
  /** Until a connection stands and the request is about to be written. */
  start: number;
  /** From the request to the headers of the answer. */
  headers: number;
  /** Silence inside a JSON answer. */
  jsonBody: number;
  /** A whole picture upload until its answer begins. */
  upload: number;
  /** Before each further try of a request that may be repeated freely. */
  readRetries: readonly number[];
  /** Before a lost session or upload-like request is repeated once. */
  createRetry: number;
  /** Before the token request is repeated once. */
  tokenRetry: number;
  /** Shortest and longest wait after 429. */
  busyMin: number;
  busyMax: number;
  /** Before each further try of a chat message whose connection never stood. */
  chatConnectRetries: readonly number[];
  /** Beat of the watch over a chat stream: the other stream limits are counted in beats. */
  streamBeat: number;
  /** No bytes at all in a chat stream. */
  noBytes: number;
  /** The same once a heartbeat has been seen. */
  noBytesAfterHeartbeat: number;
  /** Nothing but heartbeats: since the last text or tool event. */
  noSubstance: number;
  /** A whole chat turn. */
  turn: number;
  /** Between the two tries of a download URL. */
  downloadRetry: number;
  /** Silence inside a download. */
  downloadIdle: number;
  /** A whole download. */
  downloadTotal: number;
}

export const defaultNemoWaits: NemoWaits = {
  start: 30_000,
  headers: 60_000,
  jsonBody: 60_000,
  upload: 300_000,
  readRetries: [2_000, 6_000, 15_000],
  createRetry: 2_000,
  tokenRetry: 30_000,
  busyMin: 30_000,
  busyMax: 120_000,
  chatConnectRetries: [2_000, 6_000],
  streamBeat: 1_000,
  noBytes: 330_000,
  noBytesAfterHeartbeat: 120_000,
  noSubstance: 600_000,
  turn: 900_000,
  downloadRetry: 2_000,
  downloadIdle: 60_000,
  downloadTotal: 600_000,
};

/** The contract's waits times `factor` (0.05 = twenty times shorter); at least 1 ms each. */
export function scaleNemoWaits(factor: number): NemoWaits {
  const scale = (ms: number) => Math.max(1, Math.round(ms * factor));
  const entries = Object.entries(defaultNemoWaits).map(([name, ms]) => [name, Array.isArray(ms) ? ms.map(scale) : scale(ms as number)]);
  return Object.fromEntries(entries) as NemoWaits;
}
