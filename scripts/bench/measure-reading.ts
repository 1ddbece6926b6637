import { createParser } from "eventsource-parser";
import { createSseFramer } from "#app/nemo/frame-sse.ts";
import { createTurnReader } from "#app/nemo/read-turn.ts";

const CHUNK_BYTES = 16 * 1024;
const ROUNDS = 7;

/** Events per second of one way to read the same bytes; the best of several rounds. */
export interface ReadingRate {
  name: string;
  eventsPerSecond: number;
}

/** One turn as Google's ADK writes it, `events` events long: a call, texts in pieces, and a heartbeat now and then. */
export function makeStream(events: number): { bytes: Buffer; events: number } {
  const event = (n: number) => ({
    content: { parts: [{ text: `Scene ${n}: the product turns on a plain ground, soft light from the left, 1.5 s. — “${n}” 镜头` }], role: "model" }, partial: true,
    invocationId: "e-1c0f", author: "nemo_agent", actions: { stateDelta: {}, artifactDelta: {}, requestedAuthConfigs: {} }, longRunningToolIds: [], id: `ev${n}`, timestamp: 1795245237.056 + n,
  });
  const lines = Array.from({ length: events }, (_, n) => `data: ${JSON.stringify(event(n))}\n\n${n % 50 === 0 ? ": ping\n\n" : ""}`);
  return { bytes: Buffer.from(lines.join("")), events };
}

/** The client's two layers against eventsource-parser alone and with JSON.parse, all on the same chunks. */
export function measureReading(stream: { bytes: Buffer; events: number }): ReadingRate[] {
  const chunks = Array.from({ length: Math.ceil(stream.bytes.length / CHUNK_BYTES) }, (_, i) => stream.bytes.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES));
  const ways: { name: string; run: () => number }[] = [
    { name: "eventsource-parser alone", run: () => parseAlone(chunks, () => undefined) },
    { name: "eventsource-parser and JSON.parse", run: () => parseAlone(chunks, (data) => JSON.parse(data)) },
    { name: "client: framing", run: () => frame(chunks) },
    { name: "client: whole (framing, JSON, dialects, turn)", run: () => readTurn(chunks) },
  ];
  const best = ways.map(() => 0);
  // In turn, so that a busy moment of the machine meets all of them.
  for (let round = 0; round < ROUNDS; round++) {
    ways.forEach(({ name, run }, i) => {
      const began = performance.now();
      const seen = run();
      if (seen !== stream.events) throw new Error(`${name} saw ${seen} of ${stream.events} events`);
      best[i] = Math.max(best[i] ?? 0, stream.events / ((performance.now() - began) / 1000));
    });
  }
  return ways.map(({ name }, i) => ({ name, eventsPerSecond: best[i] ?? 0 }));
}

function parseAlone(chunks: Buffer[], onData: (data: string) => void): number {
  let events = 0;
  const decoder = new TextDecoder();
  const parser = createParser({
    onEvent(message) {
      events++;
      onData(message.data);
    },
  });
  for (const chunk of chunks) parser.feed(decoder.decode(chunk, { stream: true }));
  return events;
}

function frame(chunks: Buffer[]): number {
  let events = 0;
  const framer = createSseFramer({ maxChars: 16 * 1024 * 1024, onFrame: () => void events++, onComment: () => undefined, onOverflow: () => undefined });
  for (const chunk of chunks) framer.push(chunk);
  return events;
}

function readTurn(chunks: Buffer[]): number {
  const turn = createTurnReader(() => undefined);
  for (const chunk of chunks) turn.push(chunk);
  return turn.seen.events;
}
