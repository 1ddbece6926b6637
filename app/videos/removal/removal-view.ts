/** How many videos of this app are on the shop's products, and how far taking them all off has come. */
export interface RemovalView {
  published: number;
  /** The last removal of all; null when there was none. */
  removal: { askedAt: string; total: number; off: number; /** Stopped: each says why on its page. */ stopped: number; doneAt: string | null } | null;
  /** True while something changes by itself. */
  moving: boolean;
}
