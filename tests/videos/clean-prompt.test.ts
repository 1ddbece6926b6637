import { expect, test } from "vitest";
import { cleanPrompt } from "#app/videos/clean-prompt.ts";

test("control characters go, line breaks stay, and the words are untouched", () => {
  expect(cleanPrompt("Make a video\r\nof a\u0000 mug\u0085 \ud83d\ude00")).toBe("Make a video\nof a  mug  😀");
});

test("an empty prompt and one over 8,000 characters are refused with a sentence and nothing is cut", () => {
  expect(() => cleanPrompt("  \n ")).toThrow(expect.objectContaining({ code: "video.prompt_empty" }));
  expect(() => cleanPrompt("x".repeat(8_001))).toThrow(expect.objectContaining({ code: "video.prompt_long", merchantMessage: expect.stringContaining("8001") }));
  expect(cleanPrompt("x".repeat(8_000))).toHaveLength(8_000);
});
