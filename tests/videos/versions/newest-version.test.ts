import { expect, test } from "vitest";
import { meantVersion, newestVersion, type Version } from "#app/videos/versions/newest-version.ts";

const version = (number: number, change: Partial<Version> = {}): Version => ({
  id: `v${number}`, version: number, status: "superseded", step: "approve", errorCode: null, refinesId: number > 1 ? `v${number - 1}` : null, messages: [{ sentAt: new Date(), outcome: "replied" }], ...change,
});
const unsent = { status: "failed", messages: [] };
const refused = { status: "failed", messages: [{ sentAt: new Date(), outcome: "refused" }] };
const unchanged = { status: "failed", errorCode: "nemo.nothing_changed" };

test.each([
  ["the last one that was sent", [version(1), version(2)], "v2"],
  ["one that was discarded: its change is in the timeline all the same", [version(1), version(2, { status: "discarded" })], "v2"],
  ["not one that was never sent", [version(1), version(2, unsent)], "v1"],
  ["not one that was refused whole", [version(1), version(2, refused)], "v1"],
  ["not one that changed nothing", [version(1), version(2, unchanged), version(3, unsent)], "v1"],
  ["one that waits for its turn", [version(1), version(2, { status: "queued", messages: [] })], "v2"],
  ["none where nothing was ever sent", [version(1, unsent)], undefined],
])("the timeline at NemoVideo is that of %s", (_what, versions, id) => {
  expect(newestVersion(versions)?.id).toBe(id);
});

test("words on the page of a version that came to nothing are meant for the one before it", () => {
  const versions = [version(1), version(2, unchanged), version(3)];
  expect(meantVersion(versions, versions[1]!)?.id).toBe("v1");
  expect(meantVersion(versions, versions[2]!)?.id).toBe("v3");
});
