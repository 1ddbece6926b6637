import { createTurn, type Sign } from "./assemble-turn.ts";
import { createSseFramer } from "./frame-sse.ts";
import { speaksOfCredits } from "./judge-answer.ts";
import type { TurnOutcome } from "./nemo-client.ts";
import { normaliseEvent } from "./normalise-event.ts";
import { parseFrameData } from "./parse-frame-data.ts";

/** Caps of protocol §7.3. */
export const turnCaps = { eventChars: 16 * 1024 * 1024, streamBytes: 64 * 1024 * 1024, events: 200_000 };

/** A stream went beyond a cap or a time limit; the turn counts as cut. */
export class TurnLimit extends Error {
  override name = "TurnLimit";
}

/**
 * Reads the bytes of one chat stream into an outcome: framing, dialects and assembly together, without any IO.
 * `push` throws TurnLimit beyond the caps; `onSign` hears what matters for the timers.
 */
export function createTurnReader(onSign: (sign: Sign) => void, caps: typeof turnCaps = turnCaps) {
  const turn = createTurn();
  const seen = { bytes: 0, events: 0 };
  let limit: TurnLimit | null = null;
  const framer = createSseFramer({
    maxChars: caps.eventChars,
    onComment: () => onSign(turn.add({ kind: "heartbeat" })),
    onOverflow: () => (limit = new TurnLimit(`an event of more than ${caps.eventChars} characters or a million lines`)),
    onFrame(frame) {
      if (++seen.events > caps.events) limit ??= new TurnLimit(`more than ${caps.events} events`);
      if (limit) return;
      const data = parseFrameData(frame.data);
      if (data.kind === "heartbeat") return onSign(frame.event === "error" ? turn.add(errorWithoutData) : turn.add({ kind: "heartbeat" }));
      if (data.kind === "done") return;
      if (data.kind === "broken_error") return turn.addBrokenError(speaksOfCredits(data.text.slice(0, 4_000)));
      if (data.kind === "junk") return onSign(turn.add(frame.event === "error" ? errorWithoutData : { kind: frame.event === "heartbeat" || frame.event === "ping" ? "heartbeat" : "junk" }));
      for (const value of data.values) for (const event of normaliseEvent(value, frame.event)) onSign(turn.add(event));
    },
  });
  return {
    counts: turn.counts,
    seen,
    texts: turn.texts,
    push(chunk: Uint8Array): void {
      seen.bytes += chunk.byteLength;
      if (seen.bytes > caps.streamBytes) throw new TurnLimit(`more than ${caps.streamBytes} bytes`);
      framer.push(chunk);
      if (limit) throw limit;
    },
    /** `cut`: why the stream broke off, or null when it came to its end. */
    finish(cut: string | null): TurnOutcome {
      if (cut === null) framer.end();
      return turn.finish(cut ?? limit?.message ?? null);
    },
  };
}

const errorWithoutData = { kind: "error", label: "error event", credits: false, noise: false } as const;
