import { createSeededRandom } from "#fakes/nemo/seeded-random.ts";

/** A small generator of repeatable randomness: numbers in [0, 1). */
export const seededRandom = createSeededRandom;

/** `count` seeds that follow from one. */
export const placesSeeds = (seed: number, count: number): number[] => Array.from({ length: count }, (_, index) => seed + index);
