import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import type { QueueDefinition } from "#app/jobs/job-catalog.ts";
import { openJobQueue, type JobQueue } from "#app/jobs/open-job-queue.server.ts";
import { createTestDatabase, type TestDatabase } from "#tests/setup/test-database.ts";

const queue: QueueDefinition<{ n: number }> = { name: "count", payload: z.object({ n: z.number() }), concurrency: 2, retryLimit: 3, expireInSeconds: 60, policy: "short" };
const log = { error: (_: object, text: string) => { throw new Error(text); } };
let database: TestDatabase;
let jobs: JobQueue;
const seen: number[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  jobs = await openJobQueue({ connectionString: database.url, catalog: [queue as QueueDefinition], works: true, pollSeconds: 0.5, log });
  await jobs.work(queue, async ({ n }) => void seen.push(n));
});
afterAll(async () => {
  await jobs?.stop(2_000);
  await database?.close();
});

test("a job that is enqueued in a transaction runs after the commit, and not at all after a rollback", async () => {
  await expect(database.db.$transaction(async (tx) => {
    await jobs.enqueue(tx, "count", { n: 1 });
    throw new Error("rolled back");
  })).rejects.toThrow("rolled back");
  await database.db.$transaction((tx) => jobs.enqueue(tx, "count", { n: 2 }));
  await vi.waitFor(() => expect(seen).toContain(2), { timeout: 10_000 });
  expect(seen).not.toContain(1);
});

test("a hundred jobs at once and one by one are all done, though each of them wakes one worker only", async () => {
  await database.db.$transaction((tx) => jobs.enqueueMany(tx, "count", Array.from({ length: 100 }, (_, i) => ({ payload: { n: 1_000 + i }, key: `many ${i}` }))));
  for (let i = 0; i < 20; i++) await database.db.$transaction((tx) => jobs.enqueue(tx, "count", { n: 2_000 + i }, { key: `one ${i}` }));
  await vi.waitFor(() => expect(seen.filter((n) => n >= 1_000)).toHaveLength(120), { timeout: 20_000 });
});

test("one waiting job per key: the second one is not taken", async () => {
  const later = new Date(Date.now() + 1_500);
  await database.db.$transaction((tx) => jobs.enqueue(tx, "count", { n: 10 }, { key: "a", startAt: later }));
  await database.db.$transaction((tx) => jobs.enqueue(tx, "count", { n: 11 }, { key: "a", startAt: later }));
  await vi.waitFor(() => expect(seen).toContain(10), { timeout: 10_000 });
  await database.db.$transaction((tx) => jobs.enqueue(tx, "count", { n: 12 }));
  await vi.waitFor(() => expect(seen).toContain(12), { timeout: 10_000 });
  expect(seen).not.toContain(11);
});
