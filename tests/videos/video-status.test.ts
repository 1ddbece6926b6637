import { expect, test } from "vitest";
import { headlineOf, videoBadge } from "#app/videos/describe-video.ts";
import { isAtRest, mayBecome, nextStep, statusOfStep, undoSteps, videoStatuses, videoSteps, type MovingStep, type VideoStatus, type VideoStep } from "#app/videos/video-status.ts";

const isMoving = (step: VideoStep): step is MovingStep => step !== "done" && step !== "off";

test("every step leads to done, and only through approval", () => {
  for (const start of videoSteps.filter(isMoving).filter((step) => !undoSteps.includes(step))) {
    const way: VideoStep[] = [];
    for (let step: VideoStep = start; step !== "done"; step = nextStep[step as MovingStep]) {
      expect(way).not.toContain(step);
      way.push(step);
    }
    const beforeListing = !["upload_to_shopify", "await_shopify", "attach", "replace_older"].includes(start);
    expect(way.includes("approve")).toBe(beforeListing);
  }
});

test("every step of the way off leads off the listing", () => {
  for (const start of undoSteps) {
    let step: VideoStep = start;
    for (let i = 0; i < undoSteps.length && step !== "off"; i++) step = nextStep[step as MovingStep];
    expect(step).toBe("off");
  }
});

test("the status that belongs to a step is one that the pipeline may set from where it comes", () => {
  for (const step of videoSteps) expect(videoStatuses).toContain(statusOfStep(step));
  expect(statusOfStep("approve")).toBe("ready");
  expect(statusOfStep("attach")).toBe("publishing");
  expect(statusOfStep("done")).toBe("published");
  expect(statusOfStep("bring_back")).toBe("withdrawing");
  expect(statusOfStep("off")).toBe("withdrawn");
});

const everyChange = videoStatuses.flatMap((from) => videoStatuses.map((to) => [from, to] as const));
const allowed = new Set([
  "queued>making", "queued>publishing", "queued>canceled", "queued>failed",
  "making>making", "making>ready", "making>publishing", "making>attention", "making>failed", "making>canceled",
  "ready>publishing", "ready>queued", "ready>discarded",
  "publishing>publishing", "publishing>published", "publishing>attention", "publishing>failed",
  "attention>making", "attention>publishing", "attention>queued", "attention>discarded", "attention>failed",
  "failed>making", "failed>publishing", "failed>queued", "failed>discarded",
  "published>withdrawing", "published>replaced", "published>removed",
  "withdrawing>withdrawing", "withdrawing>withdrawn", "withdrawing>attention", "withdrawing>published",
  "attention>withdrawing", "attention>published", "attention>withdrawn",
  "withdrawn>publishing", "replaced>publishing", "removed>publishing",
  "withdrawn>published", "replaced>published", "removed>published", "replaced>removed",
  "ready>superseded", "attention>superseded", "superseded>publishing", "superseded>discarded", "superseded>ready", "superseded>attention",
]);
test.each(everyChange)("a %s video becomes %s only where the table says so", (from, to) => {
  expect(mayBecome(from, to)).toBe(allowed.has(`${from}>${to}`));
});

test("nothing reaches a listing but from ready, or after it was there or on its way before", () => {
  const into = videoStatuses.filter((from) => mayBecome(from, "published"));
  expect(into).toEqual(["publishing", "attention", "withdrawing", "withdrawn", "replaced", "removed"]);
});

test.each(videoStatuses)("a merchant can read what %s means", (status: VideoStatus) => {
  expect(videoBadge({ status }).text).toMatch(/^[A-Z]/);
  for (const step of videoSteps) expect(headlineOf({ status, step, errorCode: null, merchantText: null, nextTryAt: null })).toMatch(/^[A-Z].*\.$/);
});

test("a video at rest changes only when a person acts", () => {
  expect(videoStatuses.filter((status) => !isAtRest(status))).toEqual(["queued", "making", "publishing", "withdrawing"]);
});
