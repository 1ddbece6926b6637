// What Shopify's plans permit of videos (platform §2.3), by the plan's public name. Pure.

const slots: [RegExp, number][] = [
  [/^basic( shopify)?$/i, 250],
  [/^(grow|shopify)$/i, 1_000],
  [/^advanced( shopify)?$/i, 5_000],
];

/** Videos and 3D models that a plan permits in all. Null for Plus, which Shopify asks to be asked about, and for names that are not published. */
export function slotsOfPlan(planName: string): number | null {
  return slots.find(([name]) => name.test(planName.trim()))?.[1] ?? null;
}

/** Stores in a trial cannot have uploaded videos. */
export const isTrialPlan = (planName: string): boolean => /\btrial\b/i.test(planName);
