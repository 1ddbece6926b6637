import { cleanText } from "#app/lib/clean-text.ts";
import type { NemoQuestion, TurnOutcome } from "./nemo-client.ts";
import { isNoise, type TurnEvent } from "./normalise-event.ts";

/** Longest reply that is kept, in UTF-16 units. */
export const MAX_REPLY_CHARS = 20_000;
/** Most texts of one turn, and most half-finished texts at a time, that are kept. */
const MOST_TEXTS = 50;
const MOST_SOURCES = 50;

export interface TurnCounts {
  texts: number;
  calls: number;
  results: number;
  errors: number;
  heartbeats: number;
  junk: number;
  /** How often each unknown type came; at most 20 types. */
  unknown: Record<string, number>;
}

/** What an event means for the timers of protocol §7.6. */
export type Sign = "substance" | "heartbeat" | "none";

/** Puts the events of one turn together (protocol §7.5, §7.7, §7.12). Memory is bounded whatever arrives. */
export function createTurn() {
  const counts: TurnCounts = { texts: 0, calls: 0, results: 0, errors: 0, heartbeats: 0, junk: 0, unknown: Object.create(null) as Record<string, number> };
  const texts: string[] = [];
  const pieces = new Map<string, string>();
  let noiseTexts = 0;
  let question: { id: string; title: string; questions: NemoQuestion[] } | null = null;
  let failure: string | null = null;
  let creditsGone = false;
  let distrusted = false;

  const addText = (text: string) => {
    const clean = cleanText(text, MAX_REPLY_CHARS).trim();
    if (clean === "") return;
    if (isNoise(clean)) {
      noiseTexts++;
      return;
    }
    counts.texts++;
    texts.push(clean);
    if (texts.length > MOST_TEXTS) texts.shift();
  };
  const flushPieces = () => {
    for (const text of pieces.values()) addText(text);
    pieces.clear();
  };

  function add(event: TurnEvent): Sign {
    if (distrusted && event.kind !== "heartbeat") {
      counts.junk++;
      return "none";
    }
    switch (event.kind) {
      case "text":
        // The whole replaces its pieces.
        pieces.delete(event.source);
        addText(event.text);
        return "substance";
      case "piece": {
        const before = pieces.get(event.source);
        if (before === undefined && pieces.size >= MOST_SOURCES) return "substance";
        if ((before?.length ?? 0) < MAX_REPLY_CHARS) pieces.set(event.source, (before ?? "") + event.text.slice(0, MAX_REPLY_CHARS));
        return "substance";
      }
      case "call":
        flushPieces();
        counts.calls++;
        question = null;
        return "substance";
      case "result":
        flushPieces();
        counts.results++;
        question = null;
        return "substance";
      case "question":
        flushPieces();
        counts.calls++;
        question = { id: event.id, title: event.title, questions: event.questions };
        return "substance";
      case "error":
        flushPieces();
        counts.errors++;
        if (event.credits) creditsGone = true;
        else if (!event.noise || (counts.texts === 0 && counts.results === 0)) failure = event.label;
        return "none";
      case "heartbeat":
        counts.heartbeats++;
        return "heartbeat";
      case "alive":
        return "none";
      case "unknown":
        if (event.label in counts.unknown || Object.keys(counts.unknown).length < 20) counts.unknown[event.label] = (counts.unknown[event.label] ?? 0) + 1;
        return "none";
      case "junk":
        counts.junk++;
        return "none";
    }
  }

  return {
    counts,
    /** All whole texts that are no noise, in order; the last is the reply. */
    texts,
    add,
    /**
     * An error that was written without escaping: its text can pose as further events, so from here on nothing but
     * signs of life is believed.
     */
    addBrokenError(credits: boolean): void {
      add({ kind: "error", label: "error event", credits, noise: false });
      distrusted = true;
    },
    /** `cut` is why the stream did not end properly, or null for a clean end. */
    finish(cut: string | null): TurnOutcome {
      if (creditsGone) return { kind: "no_credits" };
      if (cut !== null) return { kind: "cut", reason: cut };
      flushPieces();
      const reply = texts.at(-1);
      if (question) return { kind: "question", title: question.title, questions: question.questions };
      if (failure !== null) return { kind: "failed_turn", reason: failure };
      if (reply !== undefined) return { kind: "replied", reply };
      if (noiseTexts > 0 && counts.results === 0) return { kind: "failed_turn", reason: "temporary issue" };
      return counts.calls + counts.results > 0 ? { kind: "silent" } : { kind: "empty" };
    },
  };
}
