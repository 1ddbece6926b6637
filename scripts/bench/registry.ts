import type { Benchmark } from "./benchmark.ts";

/** Every benchmark by its name, in the order of the table. Loaded when it runs, so that none pays for the others' imports. */
export const registry: Record<string, () => Promise<{ benchmark: Benchmark }>> = {
  transfer: () => import("./bench-transfer.ts"),
  sse: () => import("./bench-sse.ts"),
  "admin-cost": () => import("./bench-admin-cost.ts"),
  pages: () => import("./bench-pages.ts"),
  fairness: () => import("./bench-fairness.ts"),
  accept: () => import("./bench-accept.ts"),
  start: () => import("./bench-start.ts"),
  idle: () => import("./bench-idle.ts"),
  batch: () => import("./bench-batch.ts"),
  workers: () => import("./bench-workers.ts"),
  pipeline: () => import("./bench-pipeline.ts"),
  vitals: () => import("./bench-vitals.ts"),
};
