import { expect, test } from "vitest";
import { holdStreams } from "#scripts/bench/hold-streams.ts";
import { makeStream, measureReading } from "#scripts/bench/measure-reading.ts";

test("every way of reading sees every event of the stream, and has a rate", () => {
  const rates = measureReading(makeStream(2_000));
  expect(rates.map((rate) => rate.name)).toEqual(["eventsource-parser alone", "eventsource-parser and JSON.parse", "client: framing", "client: whole (framing, JSON, dialects, turn)"]);
  for (const { eventsPerSecond } of rates) expect(eventsPerSecond).toBeGreaterThan(1_000);
});

test("open streams come alive, cost little and are let go", async () => {
  const held = await holdStreams(100, 200);
  expect(held.peakBytes - held.baseBytes).toBeLessThan(200 * 1024 * 1024);
});
