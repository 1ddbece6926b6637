/** How a row of requests went: times of answers in ms, and what was no good answer. */
export interface Steady {
  sent: number;
  ms: number[];
  wrong: string[];
}

/**
 * Sends `perSecond` requests a second for `seconds`, each at its own moment whether the ones before were answered or not: a server that falls
 * behind is seen as slow, not spared. A request is timed from the moment when it was due.
 */
export async function sendSteadily(o: { perSecond: number; seconds: number; send: (i: number) => Promise<string | null> }): Promise<Steady> {
  const result: Steady = { sent: 0, ms: [], wrong: [] };
  const began = performance.now();
  const underway: Promise<void>[] = [];
  const total = Math.round(o.perSecond * o.seconds);
  for (let i = 0; i < total; i++) {
    const due = began + (i / o.perSecond) * 1000;
    const early = due - performance.now();
    if (early > 1) await new Promise((resolve) => setTimeout(resolve, early));
    result.sent++;
    underway.push(o.send(i).then((wrong) => {
      result.ms.push(performance.now() - due);
      if (wrong) result.wrong.push(wrong);
    }));
  }
  await Promise.all(underway);
  return result;
}

/** The time within which `share` of the answers came, in ms; 0 for none. */
export function percentile(ms: number[], share: number): number {
  const sorted = ms.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
