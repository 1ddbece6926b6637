import { expect, test } from "vitest";
import { headlineOf, videoBadge } from "#app/videos/describe-video.ts";
import { isAtRest, mayBecome, nextStep, statusOfStep, videoStatuses, videoSteps, type VideoStatus, type VideoStep } from "#app/videos/video-status.ts";

test("every step leads to done, and only through approval", () => {
  for (const start of videoSteps.filter((step): step is Exclude<VideoStep, "done"> => step !== "done")) {
    const way: VideoStep[] = [];
    for (let step: VideoStep = start; step !== "done"; step = nextStep[step as Exclude<VideoStep, "done">]) {
      expect(way).not.toContain(step);
      way.push(step);
    }
    const beforeListing = !["upload_to_shopify", "await_shopify", "attach"].includes(start);
    expect(way.includes("approve")).toBe(beforeListing);
  }
});

test("the status that belongs to a step is one that the pipeline may set from where it comes", () => {
  for (const step of videoSteps) expect(videoStatuses).toContain(statusOfStep(step));
  expect(statusOfStep("approve")).toBe("ready");
  expect(statusOfStep("attach")).toBe("publishing");
  expect(statusOfStep("done")).toBe("published");
});

const everyChange = videoStatuses.flatMap((from) => videoStatuses.map((to) => [from, to] as const));
const allowed = new Set([
  "queued>making", "queued>canceled", "queued>failed",
  "making>making", "making>ready", "making>publishing", "making>attention", "making>failed", "making>canceled",
  "ready>publishing", "ready>discarded",
  "publishing>publishing", "publishing>published", "publishing>attention", "publishing>failed",
  "attention>making", "attention>publishing", "attention>discarded", "attention>failed",
  "failed>making", "failed>publishing", "failed>discarded",
]);
test.each(everyChange)("a %s video becomes %s only where the table says so", (from, to) => {
  expect(mayBecome(from, to)).toBe(allowed.has(`${from}>${to}`));
});

test("nothing reaches a listing but from ready, or after it was on its way before", () => {
  const into = videoStatuses.filter((from) => mayBecome(from, "published"));
  expect(into).toEqual(["publishing"]);
});

test.each(videoStatuses)("a merchant can read what %s means", (status: VideoStatus) => {
  expect(videoBadge({ status }).text).toMatch(/^[A-Z]/);
  for (const step of videoSteps) expect(headlineOf({ status, step, errorCode: null, merchantText: null, nextTryAt: null })).toMatch(/^[A-Z].*\.$/);
});

test("a video at rest changes only when a person acts", () => {
  expect(videoStatuses.filter((status) => !isAtRest(status))).toEqual(["queued", "making", "publishing"]);
});
