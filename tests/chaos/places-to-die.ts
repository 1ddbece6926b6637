import { seededRandom } from "#scripts/chaos/seeded-random.ts";
import type { Calls } from "./kill-at-boundaries.ts";
import type { Death } from "./mortal-worker.ts";

const isOutside = (call: string) => /^(nemo|shopify)\.|^fetchPicture$/.test(call);

/**
 * Every place of every act, shuffled by `seed`. Dying after one call is dying before the next, so of the database's calls only the first
 * has a "before" of its own; `every` lists them all the same.
 */
export function placesToDie(clean: Calls, o: { seed: number; every: boolean }): Map<string, Death[]> {
  const random = seededRandom(o.seed);
  const places = new Map<string, Death[]>();
  for (const [act, calls] of clean) {
    const all = calls.flatMap((name, index): Death[] => {
      const call = index + 1;
      return [
        ...(o.every || index === 0 ? [{ call, when: "before" as const }] : []),
        ...(isOutside(name) ? [{ call, when: "during" as const }] : []),
        { call, when: "after" as const },
      ];
    });
    places.set(act, all.map((death) => ({ death, by: random() })).sort((a, b) => a.by - b.by).map(({ death }) => death));
  }
  return places;
}
