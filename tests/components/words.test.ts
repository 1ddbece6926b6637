import { expect, test } from "vitest";
import { cancelQuestion } from "#app/components/describe-cancel.ts";
import { costSentences } from "#app/components/describe-cost.ts";
import { describePageError } from "#app/components/describe-page-error.ts";
import { problemOf } from "#app/components/describe-problem.ts";
import { stillWorkingSentence } from "#app/components/still-working.ts";
import { ExpectedError } from "#app/lib/expected-error.ts";

const refused = (charged: "no" | "maybe" | "yes", merchantMessage = "NemoVideo could not be reached. Try again in a few minutes.") =>
  new ExpectedError({ code: "nemo.unreachable", message: "connect refused", merchantMessage, charged, retryable: true });

test("an expected error becomes its merchant sentence and says whether it cost anything", () => {
  expect(problemOf(refused("maybe"), { spends: true })).toEqual({ code: "nemo.unreachable", text: "NemoVideo could not be reached. Try again in a few minutes.", charge: "NemoVideo may have charged for this." });
});

test("where nothing can be spent the charge is not mentioned", () => {
  expect(problemOf(refused("no"), { spends: false }).charge).toBeNull();
});

test("a sentence that already says that nothing was charged is not followed by the same words", () => {
  expect(problemOf(refused("no", "The product has no picture. Nothing was charged."), { spends: true }).charge).toBeNull();
});

test("a bug and a Response of the library are thrown on, not shown as a sentence", () => {
  const bug = new Error("secret detail");
  expect(() => problemOf(bug, { spends: true })).toThrow(bug);
  const response = new Response(null, { status: 401 });
  let thrown: unknown;
  try {
    problemOf(response, { spends: true });
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBe(response);
});

test("canceling a waiting video is free, canceling before the message almost, canceling after it is not promised to be", () => {
  expect(cancelQuestion({ status: "queued", sentAt: null })).toContain("nothing was charged");
  expect(cancelQuestion({ status: "making", sentAt: null })).toMatch(/Nothing was sent.*may still be charged/);
  expect(cancelQuestion({ status: "making", sentAt: "2026-11-21T10:00:00.000Z" })).toContain("may still charge");
});

test("the cost is said as usual, never as a price, and a balance that is too small is said before the click", () => {
  expect(costSentences(100, 1240)).toEqual(["NemoVideo usually charges about 100 credits for one video.", "You have 1,240 credits."]);
  expect(costSentences(100, 40).join(" ")).toMatch(/You have 40 credits.*may not be enough/);
  expect(costSentences(100, null).join(" ")).toContain("could not be read");
});

test("the page says every two minutes that work goes on, and nothing in between", () => {
  const minute = 60_000;
  expect(stillWorkingSentence(0)).toBeNull();
  expect(stillWorkingSentence(2 * minute - 1)).toBeNull();
  expect(stillWorkingSentence(2 * minute)).toBe("Still working, 2 minutes so far.");
  expect(stillWorkingSentence(4 * minute - 1)).toBe("Still working, 2 minutes so far.");
  expect(stillWorkingSentence(7 * minute)).toBe("Still working, 6 minutes so far.");
});

test.each([400, 401, 403, 404, 405, 410, 500, 503, null])("status %s gets a title and a next step in words", (status) => {
  const { title, text } = describePageError(status, null);
  expect(title.length).toBeGreaterThan(5);
  expect(text).not.toMatch(/\b\d{3}\b|undefined|null/);
});

test("only what may work a second time offers to try again", () => {
  expect(describePageError(404, null).mayTryAgain).toBe(false);
  expect(describePageError(500, null).mayTryAgain).toBe(true);
  expect(describePageError(401, null).mayTryAgain).toBe(true);
});
