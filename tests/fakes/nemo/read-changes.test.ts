import { expect, test } from "vitest";
import { readChanges } from "#fakes/nemo/agent/read-changes.ts";

const nothing = { lengthFactor: null, titleFactor: null, otherOrder: false };

test.each([
  ["Make it shorter", { ...nothing, lengthFactor: 2 / 3 }],
  ["a bit longer please", { ...nothing, lengthFactor: 3 / 2 }],
  ["Make the title much bigger.", { ...nothing, titleFactor: 3 / 2 }],
  ["Smaller text, and another order", { ...nothing, titleFactor: 2 / 3, otherOrder: true }],
  ["Show the pictures in reversed order", { ...nothing, otherOrder: true }],
  ["Remove the music", nothing],
  ["A bigger smile. Keep the title.", nothing],
  ['Change the title to "Shorter days, longer nights"', nothing],
])("%s", (text, changes) => {
  expect(readChanges(text)).toEqual(changes);
});
