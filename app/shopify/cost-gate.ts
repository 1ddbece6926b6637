import { z } from "zod";
import type { Clock } from "#app/lib/clock.ts";

/** `extensions.cost` of an answer (platform §3), in points. */
export const costReport = z.object({
  requestedQueryCost: z.number(),
  actualQueryCost: z.number().nullish(),
  throttleStatus: z.object({ maximumAvailable: z.number(), currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
});
export type CostReport = z.infer<typeof costReport>;

/** Keeps one shop's calls inside its bucket of points, so that parallel jobs wait here instead of being refused at Shopify. */
export interface CostGate {
  /**
   * Waits until the operation fits into the bucket as last reported, and reserves its points. An operation that was never seen
   * counts as nothing. Call what it resolves to once, with what Shopify reported (null when it reported nothing).
   */
  enter(operation: string, signal?: AbortSignal): Promise<(report: CostReport | null) => void>;
  /** Points that are left now, as far as this process knows; null before the first report. */
  pointsLeft(): number | null;
}

/** A gate for one shop. It never lets an operation wait longer than the bucket takes to fill. */
export function createCostGate({ clock }: { clock: Clock }): CostGate {
  const costs = new Map<string, number>();
  let bucket: { points: number; maximum: number; restoreRate: number; at: number } | null = null;
  let underway = 0;

  /** Takes the points and says how long to wait for them, in milliseconds. */
  const reserve = (cost: number): number => {
    underway += cost;
    if (!bucket) return 0;
    const now = clock.now().getTime();
    bucket.points = Math.min(bucket.maximum, bucket.points + ((now - bucket.at) / 1000) * bucket.restoreRate) - cost;
    bucket.at = now;
    return Math.ceil((Math.min(Math.max(0, -bucket.points), bucket.maximum) / bucket.restoreRate) * 1000);
  };
  const giveBack = (cost: number) => {
    underway -= cost;
    if (bucket) bucket.points += cost;
  };
  return {
    pointsLeft: () => bucket && Math.min(bucket.maximum, bucket.points + ((clock.now().getTime() - bucket.at) / 1000) * bucket.restoreRate),
    async enter(operation, signal) {
      const cost = costs.get(operation) ?? 0;
      const waitMs = reserve(cost);
      if (waitMs > 0 && cost > 0) {
        await clock.sleep(waitMs, signal).catch((reason: unknown) => {
          giveBack(cost);
          throw reason;
        });
      }
      return (report) => {
        underway -= cost;
        if (!report) return;
        const { currentlyAvailable, maximumAvailable, restoreRate } = report.throttleStatus;
        costs.set(operation, report.requestedQueryCost);
        bucket = { points: currentlyAvailable - underway, maximum: maximumAvailable, restoreRate, at: clock.now().getTime() };
      };
    },
  };
}

/** One gate per shop for the life of the process. A gate that was idle for ten minutes is forgotten: its bucket is full by then. */
export function createCostGates({ clock }: { clock: Clock }): { of(shop: string): CostGate; fewestPointsLeft(): number | null } {
  const gates = new Map<string, { gate: CostGate; usedAt: number }>();
  return {
    /** Of all shops that were asked lately; null when none was. */
    fewestPointsLeft: () => [...gates.values()].flatMap(({ gate }) => gate.pointsLeft() ?? []).reduce<number | null>((fewest, points) => Math.min(fewest ?? points, points), null),
    of(shop) {
      const now = clock.now().getTime();
      for (const [name, entry] of gates) if (now - entry.usedAt > 600_000) gates.delete(name);
      const entry = gates.get(shop) ?? { gate: createCostGate({ clock }), usedAt: now };
      entry.usedAt = now;
      gates.set(shop, entry);
      return entry.gate;
    },
  };
}
