import type { Clock } from "#app/lib/clock.ts";
import type { Sign } from "./assemble-turn.ts";
import type { NemoWaits } from "./nemo-waits.ts";
import { TurnLimit } from "./read-turn.ts";

/**
 * The time limits of protocol §7.6 on one chat stream. Time is counted in beats of `waits.streamBeat`, so neither a wrong
 * wall clock nor a sleeping machine cuts a good turn. `onLimit` is called once; `onNews` at most once per beat while text
 * or tool events arrive (and at once for the first).
 */
export function watchStream(o: { clock: Clock; waits: NemoWaits; onLimit: (limit: TurnLimit) => void; onNews: () => void }) {
  const stopped = new AbortController();
  const beats = (ms: number) => Math.ceil(ms / o.waits.streamBeat);
  const quiet = { bytes: 0, substance: 0, turn: 0 };
  let heartbeatSeen = false;
  let news: "none" | "told" | "waiting" = "none";

  const overdue = (): string | null => {
    const noBytes = heartbeatSeen ? o.waits.noBytesAfterHeartbeat : o.waits.noBytes;
    if (quiet.turn >= beats(o.waits.turn)) return `the turn took longer than ${o.waits.turn} ms`;
    if (quiet.bytes >= beats(noBytes)) return `no bytes for ${noBytes} ms`;
    if (quiet.substance >= beats(o.waits.noSubstance)) return `nothing but heartbeats for ${o.waits.noSubstance} ms`;
    return null;
  };
  const run = async () => {
    while (!stopped.signal.aborted) {
      await o.clock.sleep(o.waits.streamBeat, stopped.signal);
      quiet.bytes++;
      quiet.substance++;
      quiet.turn++;
      if (news === "waiting") o.onNews();
      news = "none";
      const limit = overdue();
      if (limit !== null) return o.onLimit(new TurnLimit(limit));
    }
  };
  run().catch((error: unknown) => {
    // The sleep is what `stop` interrupts; anything else means that the limits are no longer kept.
    if (!stopped.signal.aborted) o.onLimit(new TurnLimit(`the watch failed: ${error instanceof Error ? error.name : "unknown"}`));
  });

  return {
    sawBytes: () => {
      quiet.bytes = 0;
    },
    sawSign(sign: Sign) {
      if (sign === "heartbeat") heartbeatSeen = true;
      if (sign !== "substance") return;
      quiet.substance = 0;
      if (news === "none") {
        news = "told";
        o.onNews();
      } else news = "waiting";
    },
    stop: () => stopped.abort(),
  };
}
