// What a merchant reads of Shopify's limits before anything is spent. Pure.

/** What Shopify will take of one shop. Plain data, fit for JSON but for its dates. */
export interface LimitFacts {
  /** Videos and 3D models that the plan permits, that there are, and that it still has room for when all videos on their way are there. Null is unknown, never zero. */
  planSlots: { limit: number | null; used: number | null; left: number | null };
  /** Videos that Shopify still takes of this app in the running week, and of this shop in the running hour. */
  weekLeft: number;
  hourLeft: number;
  /** When a full week or hour has room again; null while there is room. */
  weekFreeAt: Date | null;
  hourFreeAt: Date | null;
  /** Set while no upload of the shop is begun, with the code of the refusal behind it. */
  uploadsPausedUntil: Date | null;
  uploadsPausedWhy: string | null;
  /** A store in a trial cannot have videos. Null when the plan is unknown. */
  trialStore: boolean | null;
}

/** So few free places that the merchant should know. */
const FEW = 10;

const number = (value: number): string => value.toLocaleString("en");

/** "in about 40 minutes": a sentence is written where the reader's clock is not known. */
export function inAbout(until: Date, now: Date): string {
  const minutes = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000));
  if (minutes < 90) return `in about ${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
  const hours = Math.round(minutes / 60);
  return hours < 36 ? `in about ${hours} hours` : `in about ${Math.round(hours / 24)} days`;
}

/** Sentences that stop a video, and sentences that only tell. Waiting is no reason to stop: what is made now is published when its turn comes. */
export function describeLimits(facts: LimitFacts, now: Date): { blockers: string[]; notices: string[] } {
  const { limit, left } = facts.planSlots;
  const blockers: string[] = [];
  const notices: string[] = [];
  if (facts.trialStore) blockers.push("Stores in a Shopify trial cannot have uploaded videos. Choose a Shopify plan first.");
  else if (limit !== null && left === 0) {
    blockers.push(`Your Shopify plan permits ${number(limit)} videos and 3D models, and your store has as many, with the videos that are on their way. Delete some that you no longer need under Content > Files, or move to a larger plan.`);
  } else if (limit !== null && left !== null && left <= FEW) {
    notices.push(`Your Shopify plan permits ${number(limit)} videos and 3D models. There is room for ${left} more.`);
  }
  const waiting = describeWaiting(facts, now);
  if (waiting && blockers.length === 0) notices.push(`${waiting} A video can be made now; it goes to the product after that.`);
  return { blockers, notices };
}

function describeWaiting(facts: LimitFacts, now: Date): string | null {
  if (facts.uploadsPausedUntil) {
    const again = `Publishing is tried again ${inAbout(facts.uploadsPausedUntil, now)}.`;
    if (facts.uploadsPausedWhy === "shopify.storage_limit") return `Your store's file storage at Shopify was full. ${again}`;
    if (facts.uploadsPausedWhy === "shopify.plan_limit") return `Your Shopify plan did not permit another video. ${again}`;
    if (facts.uploadsPausedWhy === "shopify.trial_store") return `Shopify did not take a video, because your store is in a trial. ${again}`;
    return `Shopify takes no more videos of your store for now. ${again}`;
  }
  if (facts.weekFreeAt) return `Shopify takes 1,000 videos a week of this app, and that number is reached. There is room again ${inAbout(facts.weekFreeAt, now)}.`;
  if (facts.hourFreeAt) return `Shopify takes 200 videos an hour, and that number is reached. There is room again ${inAbout(facts.hourFreeAt, now)}.`;
  return null;
}

/** A plan's own sentences with those of the shop. */
export const addLimits = <Plan extends { blockers: string[]; notices: string[] }>(plan: Plan, limits: { blockers: string[]; notices: string[] }): Plan => ({
  ...plan, blockers: [...plan.blockers, ...limits.blockers], notices: [...plan.notices, ...limits.notices],
});
