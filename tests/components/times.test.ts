import { expect, test } from "vitest";
import { stepTime } from "#app/components/step-time.ts";
import { waitBeforeNextLook } from "#app/components/wait-before-next-look.ts";
import { formatBytes, formatCredits, formatElapsed, formatLength, formatUtc } from "#app/words/format-amounts.ts";
import type { VideoStepView } from "#app/videos/video-view.ts";

const began = Date.parse("2026-11-21T10:00:00.000Z");
const at = (seconds: number) => new Date(began + seconds * 1000).toISOString();
const step = (of: Partial<VideoStepView>): VideoStepView => ({ key: "generate", title: "NemoVideo makes the video", state: "now", startedAt: at(0), finishedAt: null, note: null, ...of });

test("a finished step shows what it took, whatever the time is now", () => {
  expect(stepTime(step({ state: "done", finishedAt: at(95) }), began + 9_999_000, true)).toBe("1 minute 35 seconds");
});

test("a running step counts on; one that waits for a person does not", () => {
  expect(stepTime(step({}), began + 45_000, true)).toBe("45 seconds so far");
  expect(stepTime(step({}), began + 45_000, false)).toBeNull();
});

test("a step that has not begun, and one that was stopped, show no time", () => {
  expect(stepTime(step({ state: "next", startedAt: null }), began, true)).toBeNull();
  expect(stepTime(step({ state: "failed" }), began + 45_000, false)).toBeNull();
});

test("a clock that runs behind never shows less than nothing", () => {
  expect(stepTime(step({}), began - 3_000, true)).toBe("0 seconds so far");
});

test.each([
  [0, "0 seconds"], [1_000, "1 second"], [59_999, "59 seconds"], [60_000, "1 minute"], [65_000, "1 minute 05 seconds"],
  [120_000, "2 minutes"], [3_600_000, "1 hour 00 minutes"], [3_780_000, "1 hour 03 minutes"], [-5, "0 seconds"],
])("%i ms is %s", (ms, words) => expect(formatElapsed(ms)).toBe(words));

test("lengths, sizes, credits and moments read the same on the server and in every browser", () => {
  expect([formatLength(24_000), formatLength(725_400), formatLength(400)]).toEqual(["0:24", "12:05", "0:00"]);
  expect([formatBytes(1), formatBytes(820_400), formatBytes(4_210_000)]).toEqual(["1 kB", "820 kB", "4.2 MB"]);
  expect([formatCredits(1), formatCredits(100), formatCredits(1_234_567)]).toEqual(["1 credit", "100 credits", "1,234,567 credits"]);
  expect(formatUtc("2026-01-02T03:04:59.999Z")).toBe("2 Jan 2026, 03:04 UTC");
});

test("a page that finds nothing looks less often, but at least every half minute", () => {
  expect([0, 1, 2, 3, 4, 50].map((failures) => waitBeforeNextLook(failures, 2_000))).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(waitBeforeNextLook(0, 60_000)).toBe(60_000);
});
