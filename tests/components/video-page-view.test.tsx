import { expect, test } from "vitest";
import { VideoPageView } from "#app/components/video-page-view.tsx";
import type { VideoView } from "#app/videos/video-view.ts";
import { drawPage } from "./draw-page.tsx";
import { makeVideoView, player } from "./make-video-view.ts";

const draw = (change: Partial<VideoView> = {}, more: { lost?: boolean; already?: boolean; now?: string; usualPlace?: string } = {}) =>
  drawPage(<VideoPageView video={makeVideoView(change)} now={more.now ?? "2026-11-21T10:04:30.000Z"} usualPlace={more.usualPlace ?? "last"} lost={more.lost ?? false} already={more.already ?? false} busy={null} problem={null} onAct={() => undefined} />);

test("a video in the making shows its steps with times by the server's clock, and no percentage", () => {
  const { text } = draw();
  expect(text).toContain("Check product and credits 2 seconds");
  expect(text).toContain("NemoVideo makes the video 4 minutes 28 seconds so far Next look at 10:01.");
  expect(text).toContain("Still working, 4 minutes so far.");
  expect(text).toContain("Usually 3 to 8 minutes");
  expect(text).not.toMatch(/\d\s*%/);
});

test("a video in the making can be canceled, not approved", () => {
  const { text } = draw();
  expect(text).toContain("Cancel");
  expect(text).not.toContain("Approve and publish");
});

test("a ready video is shown from our own copy, and approval offers the end of the gallery first", () => {
  const { html, text } = draw({ status: "ready", player, can: { approve: true, discard: true, cancel: false, retry: false, undo: false, publishAgain: false, leaveUndo: false }, moving: false });
  expect(html).toMatch(/<video[^>]*src="\/media\/x\?expires=1&amp;signature=s"/);
  expect(html).toMatch(/<video[^>]*preload="metadata"/);
  expect(html).toMatch(/<video[^>]*controls/);
  expect(html.match(/<input[^>]*type="radio"[^>]*>/g)?.filter((radio) => radio.includes("checked"))).toEqual([expect.stringContaining('value="last"')]);
  expect(text).toContain("0:24 · 1080 × 1080 · 4.2 MB");
  expect(text).toContain("Approve and publish");
  expect(text).toContain("Video of White Plimsolls");
});

test("a problem is told with its charge and its next step, and the free try says what it will not do", () => {
  const { text } = draw({
    status: "attention", moving: false, can: { approve: false, discard: true, cancel: false, retry: true, undo: false, publishAgain: false, leaveUndo: false },
    problem: { code: "nemo.no_credits", text: "NemoVideo has no credits left. Top up, then try again.", charge: "Nothing was charged." },
  });
  expect(text).toContain("NemoVideo has no credits left. Top up, then try again. Nothing was charged.");
  expect(text).toContain("Try again (free)");
  expect(text).toContain("Nothing is sent to NemoVideo a second time.");
  expect(text).not.toContain("nemo.no_credits");
});

test("a canceled video is no dead end", () => {
  expect(draw({ status: "canceled", moving: false, can: { approve: false, discard: false, cancel: false, retry: false, undo: false, publishAgain: false, leaveUndo: false } }).html).toContain('href="/app/products/8001"');
});

test("a published video says since when and at which place, counted as people count", () => {
  const { text } = draw({ status: "published", moving: false, player, published: { at: "2026-11-21T10:09:00.000Z", place: "last", position: 4, filename: "x.mp4" }, can: { approve: false, discard: false, cancel: false, retry: false, undo: false, publishAgain: false, leaveUndo: false } });
  expect(text).toMatch(/21 Nov 2026, 10:09 UTC , place 5/);
});

test("a request for a second video, and a lost connection, are told without alarm", () => {
  expect(draw({}, { already: true }).text).toContain("no second one was begun");
  expect(draw({}, { lost: true }).text).toContain("The video goes on being made meanwhile.");
});

test("what was sent is shown as text: a prompt with tags stays text", () => {
  expect(draw().html).toContain("Make a square video &lt;b&gt;of shoes&lt;/b&gt;");
});

test("the place that the shop chose in Settings is chosen already when a video waits for approval", () => {
  const { html } = draw({ status: "ready", moving: false, can: { ...makeVideoView().can, approve: true } }, { usualPlace: "second" });
  const chosen = [...html.matchAll(/<input[^>]*type="radio"[^>]*>/g)].map(([input]) => input).filter((input) => /checked=/.test(input));
  expect(chosen).toHaveLength(1);
  expect(chosen[0]).toContain('value="second"');
});
