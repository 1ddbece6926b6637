// `npm run bench -- sse`: how fast a chat stream is read, and what a thousand open ones cost.
import { holdStreams } from "./bench/hold-streams.ts";
import { makeStream, measureReading } from "./bench/measure-reading.ts";

const EVENTS = 60_000;
const STREAMS = 1_000;
const LEAST_SHARE = 0.7;
const MOST_BYTES = 400 * 1024 * 1024;

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MiB`;

async function benchSse(): Promise<boolean> {
  const held = await holdStreams(STREAMS);
  const stream = makeStream(EVENTS);
  const rates = measureReading(stream);
  const rateOf = (name: string) => rates.find((rate) => rate.name === name)?.eventsPerSecond ?? 0;
  console.log(`${stream.events} events, ${megabytes(stream.bytes.length)}, best of several rounds:`);
  for (const { name, eventsPerSecond } of rates) console.log(`  ${Math.round(eventsPerSecond).toLocaleString("en").padStart(11)} events/s  ${name}`);
  const framing = rateOf("client: framing") / rateOf("eventsource-parser alone");
  const whole = rateOf("client: whole (framing, JSON, dialects, turn)") / rateOf("eventsource-parser and JSON.parse");
  console.log(`  framing against the parser alone: ${framing.toFixed(2)}; the whole against the parser and JSON.parse: ${whole.toFixed(2)} (aim: at least ${LEAST_SHARE})`);
  console.log(`${held.streams} open streams: ${megabytes(held.peakBytes)} at the peak, ${megabytes(held.baseBytes)} before (aim: at most ${megabytes(MOST_BYTES)})`);
  return framing >= LEAST_SHARE && whole >= LEAST_SHARE && held.peakBytes <= MOST_BYTES;
}

const [what] = process.argv.slice(2);
if (what !== "sse") {
  console.error("Usage: npm run bench -- sse");
  process.exit(2);
}
process.exit((await benchSse()) ? 0 : 1);
