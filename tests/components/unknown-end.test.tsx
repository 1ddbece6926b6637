import { expect, test } from "vitest";
import { UnknownEnd } from "#app/components/unknown-end.tsx";
import { drawPage } from "./draw-page.tsx";

const end = { looks: 5, lastLookAt: "2026-11-21T10:08:00.000Z", balanceBefore: 1_240, balanceSince: 1_240, lookingUntil: "2026-11-22T10:02:00.000Z" };

test("says when the message went out, what was seen since, and until when it is looked for", () => {
  const text = drawPage(<UnknownEnd sentAt="2026-11-21T10:02:00.000Z" end={end} />).text.replace(/ (?=[.,:])/g, "");
  expect(text).toContain("The message was sent once, 21 Nov 2026, 10:02 UTC. It is not sent again by itself, and nothing is charged again.");
  expect(text).toContain("Looked 5 times, last 21 Nov 2026, 10:08 UTC: nothing new at NemoVideo. Balance before: 1,240 credits; since: 1,240 credits.");
  expect(text).toContain("We keep looking until 22 Nov 2026, 10:02 UTC.");
});

test("promises nothing once the looking is over", () => {
  expect(drawPage(<UnknownEnd sentAt="2026-11-21T10:02:00.000Z" end={{ ...end, lookingUntil: null }} />).text).not.toContain("keep looking");
});
