import type { Clock } from "#app/lib/clock.ts";

/** A clock whose sleeps take no time but move it on; it remembers each of them in milliseconds. */
export function createInstantClock(): Clock & { slept: number[] } {
  let now = Date.parse("2026-11-21T10:00:00Z");
  const slept: number[] = [];
  return {
    slept,
    now: () => new Date(now),
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
      await new Promise(setImmediate);
      signal?.throwIfAborted();
    },
  };
}
