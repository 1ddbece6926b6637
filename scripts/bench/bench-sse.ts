import { holdStreams } from "./hold-streams.ts";
import { makeStream, measureReading } from "./measure-reading.ts";
import type { Benchmark } from "./benchmark.ts";

const EVENTS = 60_000;
const STREAMS = 1_000;
const LEAST_SHARE = 0.7;
const MOST_BYTES = 400 * 1024 * 1024;

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MiB`;
const perSecond = (rate: number): string => `${Math.round(rate).toLocaleString("en")} events/s`;

/** How fast a chat stream is read, and what a thousand open ones cost. */
export const benchmark: Benchmark = {
  name: "sse",
  about: "How fast the client reads a chat stream, and what a thousand open streams cost.",
  async run({ say }) {
    const held = await holdStreams(STREAMS);
    const stream = makeStream(EVENTS);
    const rates = measureReading(stream);
    const rateOf = (name: string) => rates.find((rate) => rate.name === name)?.eventsPerSecond ?? 0;
    say(`${stream.events} events, ${megabytes(stream.bytes.length)}, best of several rounds:`);
    for (const { name, eventsPerSecond } of rates) say(`  ${perSecond(eventsPerSecond).padStart(20)}  ${name}`);
    const compare = (name: string, ours: string, beside: string) => {
      const ratio = rateOf(ours) / rateOf(beside);
      return { name, ours: perSecond(rateOf(ours)), beside: `${perSecond(rateOf(beside))} (${beside})`, ratio, aim: `≥ ${LEAST_SHARE}`, holds: ratio >= LEAST_SHARE };
    };
    return [
      compare("sse: framing", "client: framing", "eventsource-parser alone"),
      compare("sse: whole turn", "client: whole (framing, JSON, dialects, turn)", "eventsource-parser and JSON.parse"),
      { name: `sse: ${held.streams} open streams`, ours: megabytes(held.peakBytes), beside: `${megabytes(held.baseBytes)} (idle)`, ratio: null, aim: `≤ ${megabytes(MOST_BYTES)}`, holds: held.peakBytes <= MOST_BYTES },
    ];
  },
};
