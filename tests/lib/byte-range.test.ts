import { expect, test } from "vitest";
import { parseByteRange } from "#app/lib/byte-range.ts";

test.each([
  [null, "whole"], ["", "whole"], ["bytes=", "whole"], ["bytes=-", "whole"], ["items=0-1", "whole"], ["bytes=a-b", "whole"], ["bytes=5-2", "whole"], ["bytes=0-1,4-5", "whole"],
  ["bytes=0-", { start: 0, end: 99 }], ["bytes=10-19", { start: 10, end: 19 }], ["bytes=90-500", { start: 90, end: 99 }], ["bytes=-10", { start: 90, end: 99 }],
  ["bytes=-500", { start: 0, end: 99 }], ["bytes=99-99", { start: 99, end: 99 }], ["bytes=100-", "unsatisfiable"], ["bytes=-0", "unsatisfiable"],
])("of 100 bytes %j is %j", (header, range) => expect(parseByteRange(header, 100)).toEqual(range));

test("an empty file has no byte to give", () => {
  expect(parseByteRange("bytes=0-", 0)).toBe("unsatisfiable");
  expect(parseByteRange("bytes=-5", 0)).toBe("unsatisfiable");
});
