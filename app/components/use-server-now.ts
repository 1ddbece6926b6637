import { useEffect, useState } from "react";

/** A browser's clock is believed unless it is off by more than this, in ms: the way here takes a moment too. */
const BELIEVED_MS = 5_000;

/**
 * The time in ms as the server sees it, every second while `ticking`. `serverNow` is the time (ISO) at which the page's data was
 * made; the first render uses it as it is, so that server and browser draw the same.
 */
export function useServerNow(serverNow: string, ticking: boolean): number {
  const [now, setNow] = useState(() => Date.parse(serverNow));
  useEffect(() => {
    const ahead = Date.parse(serverNow) - Date.now();
    const offset = Math.abs(ahead) > BELIEVED_MS ? ahead : 0;
    const tick = () => setNow(Date.now() + offset);
    tick();
    if (!ticking) return;
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [serverNow, ticking]);
  return now;
}
