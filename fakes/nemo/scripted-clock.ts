/**
 * The stand-in's time. Delays are given in the makers' milliseconds ("a generation takes 120 000 ms"); the clock decides
 * how long that really is: real (1 : 1), fast (n times shorter, Infinity = at once), or manual (only when told).
 */
export interface ScriptedClock {
  /** Date in ms since 1970, for stamps and expiry. Follows `advance` in manual mode. */
  now(): number;
  /** Resolves when so many of the makers' ms have passed; rejects with the signal's reason when aborted. */
  sleep(makersMs: number, signal?: AbortSignal): Promise<void>;
  real(): void;
  fast(speed: number): void;
  manual(): void;
  /** Manual mode only: lets the time pass and wakes, in order, whoever is due. */
  advance(makersMs: number): Promise<void>;
  /** How many sleepers wait. */
  readonly waiting: number;
  readonly speed: number;
}

interface Sleeper {
  dueMs: number;
  wake(): void;
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;
const SETTLE_ROUNDS = 12;

/** @param speed 1 = real, 20 = twenty times shorter, Infinity = no delay at all, 0 = manual */
export function createScriptedClock(speed: number): ScriptedClock {
  const sleepers = new Set<Sleeper>();
  let rate = speed;
  /** The makers' ms passed at `anchor`. */
  let passedMs = 0;
  let anchor = performance.now();
  let offsetMs = 0;
  let disarm = (): void => {};

  const running = (): boolean => rate > 0 && rate !== Infinity;
  const passed = (): number => (running() ? passedMs + (performance.now() - anchor) * rate : passedMs);
  const manualDate = { startDate: Date.now(), startPassed: 0 };
  const now = (): number => (rate === 0 ? manualDate.startDate + (passedMs - manualDate.startPassed) : Date.now() + offsetMs);

  function setRate(next: number): void {
    if (!(next >= 0)) throw new RangeError(`a clock cannot run ${next} times as fast`);
    const date = now();
    passedMs = passed();
    anchor = performance.now();
    rate = next;
    if (next === 0) Object.assign(manualDate, { startDate: date, startPassed: passedMs });
    else offsetMs = date - Date.now();
    arm();
  }

  function earliest(): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of sleepers) if (!first || sleeper.dueMs < first.dueMs) first = sleeper;
    return first;
  }

  function wake(sleeper: Sleeper): void {
    sleepers.delete(sleeper);
    sleeper.wake();
  }

  function arm(): void {
    disarm();
    disarm = () => {};
    const first = earliest();
    if (!first || rate === 0) return;
    const fire = (): void => {
      if (rate === Infinity) passedMs = Math.max(passedMs, first.dueMs);
      if (first.dueMs <= passed() + 0.5) wake(first);
      arm();
    };
    if (rate === Infinity) {
      const immediate = setImmediate(fire);
      disarm = () => clearImmediate(immediate);
    } else {
      const timer = setTimeout(fire, Math.min(LONGEST_TIMER_MS, Math.max(0, (first.dueMs - passed()) / rate)));
      disarm = () => clearTimeout(timer);
    }
  }

  return {
    now,
    sleep(makersMs, signal) {
      if (signal?.aborted) return Promise.reject(signal.reason);
      return new Promise((resolve, reject) => {
        const sleeper: Sleeper = { dueMs: passed() + makersMs, wake: () => {
          signal?.removeEventListener("abort", abort);
          resolve();
        } };
        const abort = (): void => {
          sleepers.delete(sleeper);
          arm();
          reject(signal?.reason);
        };
        signal?.addEventListener("abort", abort, { once: true });
        sleepers.add(sleeper);
        arm();
      });
    },
    real: () => setRate(1),
    fast: setRate,
    manual: () => setRate(0),
    async advance(makersMs) {
      if (rate !== 0) throw new Error("only a manual clock can be advanced");
      const target = passedMs + makersMs;
      for (let next = earliest(); next && next.dueMs <= target; next = earliest()) {
        passedMs = Math.max(passedMs, next.dueMs);
        wake(next);
        await settle();
      }
      passedMs = target;
      await settle();
    },
    get waiting() {
      return sleepers.size;
    },
    get speed() {
      return rate;
    },
  };
}

/** Gives whoever was woken the chance to go to sleep again before the time moves on. */
async function settle(): Promise<void> {
  for (let round = 0; round < SETTLE_ROUNDS; round++) await new Promise((resolve) => setImmediate(resolve));
}
