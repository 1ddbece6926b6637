// A shop with hundreds of waiting videos does not delay a shop with one: measured, with and without, on the same worker.
import { afterAll, beforeAll, expect, test } from "vitest";
import { measureFairness, percentile } from "#scripts/bench/measure-fairness.ts";
import { createTestDatabase, type TestDatabase } from "#tests/setup/test-database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test("a shop with one video waits as long beside a batch of five hundred as alone, and the batch never takes more than its places", async () => {
  const { alone, beside } = await measureFairness({ databaseUrl: database.url, big: 500, small: 8, turnMs: 200, everyMs: 100 });
  const [before, after] = [percentile(alone.waits, 0.95), percentile(beside.waits, 0.95)];
  console.info(`p95 wait of a small shop: ${before} ms alone, ${after} ms beside the large one, which had ${beside.bigMade} made meanwhile; ${beside.inLineMs} ms in one line with it`);
  expect(beside.bigBusy).toBe(3);
  expect(beside.bigMade).toBeGreaterThan(0);
  // whatever else this computer does: nothing like standing in one line
  expect(after).toBeLessThan(beside.inLineMs / 10);
}, 240_000);
