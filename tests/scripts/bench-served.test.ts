// The benchmarks that run the built app, each as small as it goes: that they still measure, and what they measure can be true.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { measureIdle } from "#scripts/bench/bench-idle.ts";
import { measurePages } from "#scripts/bench/measure-pages.ts";
import { measurePipeline } from "#scripts/bench/measure-pipeline.ts";
import { measureStart } from "#scripts/bench/measure-start.ts";
import { measureVitals } from "#scripts/bench/measure-vitals.ts";

/** In the place of the bare app: its build would take longer than the measurement. */
const bareDir = path.resolve(import.meta.dirname, "../..");
const NO_DELAY = { generate: 0, postProduction: 0, reply: 0, renderQueue: 0, render: 0 };

test("pages: every page is answered, with the same few statements for fifty and for a hundred videos", async () => {
  const { pages, bare } = await measurePages({ sizes: [50, 100], bareDir, loaderRuns: 2, documentMs: 20, warmUp: 1, say: () => undefined });
  expect(pages.map(({ name }) => name)).toEqual(["Home", "Products", "Product", "Video", "Batches", "Settings"]);
  expect(bare.loaderP95).toBeGreaterThan(0);
  for (const { name, sizes } of pages) {
    const [few, many] = sizes;
    expect(few, name).toMatchObject({ videos: 50, statements: expect.any(Number) });
    expect(many?.documentsPerSecond, name).toBeGreaterThan(0);
    expect(many?.statements, name).toBe(few?.statements);
    // Twice what each asks today: a loop over rows would pass it.
    expect(many?.statements, name).toBeLessThanOrEqual(30);
  }
});

test("the bare app has all that server.ts asks of a build", () => {
  const asked = /entry: \{ module: \{(.*?)\} \} \};/.exec(readFileSync(path.join(bareDir, "server.ts"), "utf8"))?.[1]?.matchAll(/(\w+)(?:\(\)|:) ?/g) ?? [];
  const names = [...asked].map(([, name]) => name).filter((name) => /^[a-z]/.test(name ?? ""));
  expect(names).toContain("askDatabase");
  const bare = readFileSync(path.join(bareDir, "scripts/bench/bare-app/app/entry.server.tsx"), "utf8");
  expect(names.filter((name) => !bare.includes(`export const ${name} =`))).toEqual([]);
});

test("idle: an app in which nothing happens asks its database little", async () => {
  const { core, statementsPerSecond } = await measureIdle({ waiting: 50, forMs: 2_000, settleMs: 1_000 });
  expect(core ?? 0).toBeGreaterThanOrEqual(0);
  expect(statementsPerSecond).toBeGreaterThan(0);
  expect(statementsPerSecond).toBeLessThan(40);
});

test("pipeline: a video comes about, and its time is the provider's and ours", async () => {
  const { clickToReadyMs, providerMs, lostMs } = await measurePipeline({ delays: NO_DELAY, videos: 1, apartMs: 0, env: { WAIT_SCALE: "0.02" } });
  expect(providerMs).toBeGreaterThan(0);
  expect(clickToReadyMs).toBeGreaterThan(providerMs);
  expect(lostMs).toBeGreaterThanOrEqual(0);
  expect(lostMs).toBeLessThan(clickToReadyMs);
});

test("start: the server says that it is ready", async () => {
  expect(await measureStart(1)).toBeGreaterThan(100);
});

test("vitals: a page is painted, takes a click, and its scripts are counted", async () => {
  const { bare, pages } = await measureVitals({ bareDir, rounds: 1, only: ["Batches"] });
  expect(bare.lcpMs).toBeGreaterThan(0);
  expect(pages).toMatchObject([{ name: "Batches" }]);
  expect(pages[0]?.lcpMs).toBeGreaterThan(0);
  expect(pages[0]?.scriptBytes).toBeGreaterThan(10_000);
  expect(pages[0]?.cls).toBeLessThan(0.5);
});
