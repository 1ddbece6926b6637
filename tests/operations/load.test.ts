// A short form of npm run load: the built app under a small steady load. Whether it is fast is for the long run on a quiet machine; here nothing may
// be lost or wrong.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holdLoad } from "#scripts/load/hold-load.ts";
import { openLoneApp, type LoneApp } from "#scripts/load/open-lone-app.ts";
import { percentile, sendSteadily } from "#scripts/load/send-steadily.ts";
import { createTestDatabase, type TestDatabase } from "#tests/setup/test-database.ts";

let dir: string;
let database: TestDatabase;
let app: LoneApp;
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "load-test-"));
  database = await createTestDatabase();
  app = await openLoneApp({ dir, worker: true, databaseUrl: database.url });
});
afterAll(async () => {
  await app?.close();
  await database?.close();
  rmSync(dir, { recursive: true, force: true });
});

test("five seconds of webhooks and page views: every answer is right, every delivery is kept, and the operator sees it", async () => {
  const { webhooks, pages, lost } = await holdLoad(app, { webhooksPerSecond: 20, pagesPerSecond: 5, seconds: 5 });
  expect([webhooks.sent, webhooks.wrong, pages.sent, pages.wrong, lost]).toEqual([100, [], 25, [], 0]);
  const metrics = await fetch(`http://127.0.0.1:${app.port}/metrics`, { headers: { Authorization: `Bearer ${app.env["METRICS_TOKEN"]}` } });
  expect([metrics.status, await metrics.text()]).toEqual([200, expect.stringContaining("shelfreel_queue_jobs")]);
  expect((await fetch(`http://127.0.0.1:${app.port}/operator`)).status).toBe(401);
  // A form of another origin is the sender's doing, not a failure of ours.
  const forged = await fetch(`http://127.0.0.1:${app.port}/app`, { method: "POST", headers: { Origin: "https://evil.example" }, body: "a" });
  expect(forged.status).toBe(403);
});

test("a slow server is seen as slow: requests are sent at their moment and timed from it", async () => {
  let free = Promise.resolve();
  const { ms, sent, wrong } = await sendSteadily({ perSecond: 100, seconds: 0.2, send: async (i) => {
    free = free.then(() => new Promise((resolve) => setTimeout(resolve, 20)));
    await free;
    return i === 3 ? "wrong" : null;
  } });
  expect([sent, wrong]).toEqual([20, ["wrong"]]);
  expect(percentile(ms, 0.95)).toBeGreaterThan(150);
  expect(percentile([5, 1, 3, 2, 4], 0.5)).toBe(3);
});
