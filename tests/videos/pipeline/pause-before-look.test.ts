import { expect, test } from "vitest";
import { pauseBeforeLook } from "#app/videos/pipeline/await-render.server.ts";
import { documentedWaits } from "#app/videos/pipeline/pipeline-waits.ts";

const pause = (ageMs: number, progress: number | null) => pauseBeforeLook(documentedWaits, ageMs, progress);

test("the next look comes when the render's own progress says it may be done, never sooner than 2 s and never later than 15 s", () => {
  expect(pause(40_000, 80)).toBe(10_000);
  expect(pause(40_000, 99)).toBe(2_000);
  expect(pause(4_000, 5)).toBe(15_000);
});

test("without progress the pauses grow with the render's age", () => {
  expect([4_000, 8_000, 20_000, 60_000].map((age) => pause(age, null))).toEqual([2_000, 4_000, 10_000, 15_000]);
  expect(pause(20_000, 0)).toBe(10_000);
  expect(pause(20_000, 100)).toBe(10_000); // done, and its file not there yet
});
