import { UPLOADS_AN_HOUR } from "./limits.ts";
import { slotsOfPlan } from "./plan-slots.ts";

/** A count of the shop's files that is this young, in ms, is believed as it is. */
export const YOUNG_MS = 10 * 60_000;
const LONGEST_MS = 60 * 60_000;
const HOUR_MS = 3_600_000;

/** How long a count is kept at most, in ms; ten minutes where nothing was counted or the plan has no known number. */
export const keptForMs = ({ planName, hosted }: { planName: string; hosted: number | null }): number => (hosted === null || slotsOfPlan(planName) === null ? YOUNG_MS : LONGEST_MS);

/**
 * Whether the places that seem to be left could all be taken by others meanwhile: of everybody together Shopify takes 200 videos an hour of a
 * shop (platform §2.3), and what this app uploaded since the count is counted already. Then an older count says too little.
 */
export function couldBeFull(o: { left: number; ageMs: number; uploadedSince: number }): boolean {
  const byOthers = Math.max(0, (o.ageMs / HOUR_MS) * UPLOADS_AN_HOUR - o.uploadedSince);
  return o.ageMs >= YOUNG_MS && o.left <= byOthers;
}
