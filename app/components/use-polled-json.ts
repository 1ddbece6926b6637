import { useEffect, useRef, useState } from "react";
import { waitBeforeNextLook } from "./wait-before-next-look.ts";

export interface PolledJsonOptions<T> {
  /** Path of a route that answers `T` as JSON. */
  url: string;
  /** What the page's loader gave; a new one (after an action) takes over at once. */
  initial: T;
  everyMs: number;
  /** Whether something may still change by itself. */
  moving(value: T): boolean;
  /** True while an action is under way: an answer from before it must not overwrite the one after it. */
  paused: boolean;
}

export interface PolledJson<T> {
  value: T;
  /** True after two looks in a row that brought nothing. The page goes on looking, less often. */
  lost: boolean;
}

/**
 * Keeps a page's data fresh: looks every `everyMs` while something moves, not at all while the page is hidden, and once when
 * it is shown again. Plain fetch (App Bridge adds the session token) instead of a Remix fetcher: one answer that fails
 * must not replace the page by its error boundary, and a look can be taken back when an action begins.
 */
export function usePolledJson<T>({ url, initial, everyMs, moving, paused }: PolledJsonOptions<T>): PolledJson<T> {
  const [value, setValue] = useState(initial);
  const [lost, setLost] = useState(false);
  const latest = useRef(initial);
  const isMoving = useRef(moving);
  isMoving.current = moving;

  useEffect(() => {
    latest.current = initial;
    setValue(initial);
  }, [initial]);

  useEffect(() => {
    if (paused) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let look: AbortController | undefined;
    let failures = 0;

    const stop = () => {
      clearTimeout(timer);
      look?.abort();
    };
    const schedule = () => {
      if (!document.hidden && isMoving.current(latest.current)) timer = setTimeout(lookNow, waitBeforeNextLook(failures, everyMs));
    };
    const lookNow = async () => {
      const own = (look = new AbortController());
      try {
        const response = await fetch(url, { headers: { Accept: "application/json" }, signal: own.signal });
        if (!response.ok) throw new Error(`status ${response.status}`);
        const seen = (await response.json()) as T;
        if (own.signal.aborted) return;
        failures = 0;
        latest.current = seen;
        setValue(seen);
        setLost(false);
      } catch {
        if (own.signal.aborted) return;
        failures += 1;
        if (failures >= 2) setLost(true); // said on the page; the next look may bring it back
      }
      schedule();
    };
    const onVisibility = () => {
      stop();
      if (!document.hidden) void lookNow();
    };

    schedule();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      stop();
      document.removeEventListener("visibilitychange", onVisibility);
    };
  }, [url, everyMs, paused, initial]);

  return { value, lost };
}
