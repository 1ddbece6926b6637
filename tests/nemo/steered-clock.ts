import type { Clock } from "#app/lib/clock.ts";

/** A clock that stands still until a test moves it. Sleepers wake in the order of their time. */
export function createSteeredClock(): Clock & { advance(ms: number): Promise<void>; sleepers(): number } {
  let now = Date.parse("2026-11-21T10:00:00Z");
  let sleepers: { at: number; wake: () => void }[] = [];
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    now: () => new Date(now),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { at: now + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener("abort", () => {
          sleepers = sleepers.filter((one) => one !== sleeper);
          reject(signal.reason);
        });
      }),
    async advance(ms) {
      const until = now + ms;
      for (;;) {
        const next = sleepers.filter((one) => one.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = next.at;
        sleepers = sleepers.filter((one) => one !== next);
        next.wake();
        await settle();
      }
      now = until;
    },
    sleepers: () => sleepers.length,
  };
}
