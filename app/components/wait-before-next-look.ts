const LONGEST_MS = 30_000;

/** How long a page waits before it looks again, in ms: its own rhythm, doubled with every look that brought nothing. */
export function waitBeforeNextLook(failures: number, everyMs: number): number {
  return Math.min(everyMs * 2 ** Math.min(failures, 10), Math.max(LONGEST_MS, everyMs));
}
