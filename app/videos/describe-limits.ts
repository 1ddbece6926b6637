// What a merchant reads of Shopify's limits before anything is spent. Pure.
import { sentence, tell, type Sentence, type WordId } from "#app/words/say.ts";
import { UPLOADS_A_WEEK, UPLOADS_AN_HOUR } from "./limits.ts";

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

/** "in about 40 minutes": a sentence is written where the reader's clock is not known. */
export function inAbout(until: Date, now: Date): Sentence {
  const minutes = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000));
  if (minutes < 90) return sentence("limits.in_minutes", { n: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 36 ? sentence("limits.in_hours", { n: hours }) : sentence("limits.in_days", { n: Math.round(hours / 24) });
}

/** Sentences that stop a video, and sentences that only tell. Waiting is no reason to stop: what is made now is published when its turn comes. */
export function describeLimits(facts: LimitFacts, now: Date): { blockers: Sentence[]; notices: Sentence[] } {
  const { limit, left } = facts.planSlots;
  const blockers: Sentence[] = [];
  const notices: Sentence[] = [];
  if (facts.trialStore) blockers.push(sentence("limits.trial_store"));
  else if (limit !== null && left === 0) blockers.push(sentence("limits.plan_full", { limit }));
  else if (limit !== null && left !== null && left <= FEW) notices.push(sentence("limits.plan_few", { limit, left }));
  const waiting = describeWaiting(facts, now);
  if (waiting && blockers.length === 0) notices.push(sentence("limits.made_meanwhile", { waiting }));
  return { blockers, notices };
}

/** By the code of the refusal behind a pause. */
const refusals: Record<string, WordId> = {
  "shopify.storage_limit": "limits.storage_was_full",
  "shopify.plan_limit": "limits.plan_refused",
  "shopify.trial_store": "limits.trial_refused",
};

function describeWaiting(facts: LimitFacts, now: Date): Sentence | null {
  if (facts.uploadsPausedUntil) return sentence(refusals[facts.uploadsPausedWhy ?? ""] ?? "limits.no_more_for_now", { when: inAbout(facts.uploadsPausedUntil, now) });
  if (facts.weekFreeAt) return sentence("limits.week_full", { most: UPLOADS_A_WEEK, when: inAbout(facts.weekFreeAt, now) });
  if (facts.hourFreeAt) return sentence("limits.hour_full", { most: UPLOADS_AN_HOUR, when: inAbout(facts.hourFreeAt, now) });
  return null;
}

/** A plan as a page shows it, with the sentences of the shop after its own, in the reader's language. */
export const addLimits = <Plan extends { blockers: string[]; notices: string[] }>(plan: Plan, limits: { blockers: Sentence[]; notices: Sentence[] }): Plan => ({
  ...plan, blockers: [...plan.blockers, ...limits.blockers.map(tell)], notices: [...plan.notices, ...limits.notices.map(tell)],
});
