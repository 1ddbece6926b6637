import { expect, test } from "vitest";
import { positionFor } from "#app/videos/pipeline/attach-to-product.server.ts";

test.each([
  ["last", 5, 4], ["second", 5, 1], ["second", 1, 0], ["last", 1, 0], ["0", 5, 0], ["3", 5, 3], ["9", 5, 4],
])("place %s among %i media is index %i", (place, count, index) => {
  expect(positionFor(place, count)).toBe(index);
});
