import { expect, test } from "vitest";
import { createCostGate, createCostGates, type CostReport } from "#app/shopify/cost-gate.ts";
import { createInstantClock } from "./instant-clock.ts";

const report = (requested: number, available: number): CostReport => ({ requestedQueryCost: requested, throttleStatus: { maximumAvailable: 1000, currentlyAvailable: available, restoreRate: 50 } });

test("an operation waits until the bucket holds its points", async () => {
  const clock = createInstantClock();
  const gate = createCostGate({ clock });
  (await gate.enter("Dear"))(report(400, 100));
  expect(clock.slept).toEqual([]);
  const leave = await gate.enter("Dear");
  expect(clock.slept).toEqual([6000]);
  leave(report(400, 500));
  await gate.enter("Dear");
  expect(clock.slept).toHaveLength(1);
});

test("operations at the same time do not count on the same points", async () => {
  const clock = createInstantClock();
  const gate = createCostGate({ clock });
  (await gate.enter("Dear"))(report(400, 1000));
  await Promise.all([gate.enter("Dear"), gate.enter("Dear"), gate.enter("Dear"), gate.enter("Dear")]);
  // 600 and 200 points are left for the first two; the last one waits from where the third has moved the clock to
  expect(clock.slept).toEqual([4000, 8000]);
});

test("a wait is never longer than the bucket takes to fill", async () => {
  const clock = createInstantClock();
  const gate = createCostGate({ clock });
  (await gate.enter("Absurd"))(report(90_000, 1000));
  await gate.enter("Absurd");
  expect(clock.slept).toEqual([20_000]);
});

test("who stops waiting gives the points back", async () => {
  const clock = createInstantClock();
  const gate = createCostGate({ clock });
  (await gate.enter("Dear"))(report(400, 100));
  await expect(gate.enter("Dear", AbortSignal.abort(new Error("stop")))).rejects.toThrow("stop");
  await gate.enter("Dear");
  expect(clock.slept).toEqual([6000]);
});

test("each shop has its own bucket, and an idle one is forgotten", async () => {
  const clock = createInstantClock();
  const gates = createCostGates({ clock });
  const first = gates.of("a.myshopify.com");
  expect(gates.of("a.myshopify.com")).toBe(first);
  expect(gates.of("b.myshopify.com")).not.toBe(first);
  await clock.sleep(700_000);
  expect(gates.of("a.myshopify.com")).not.toBe(first);
});
