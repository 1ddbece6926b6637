// What the video's page and the settings say about taking videos off and putting them back.
import { expect, test } from "vitest";
import { ApproveCard } from "#app/components/approve-card.tsx";
import { RemoveAllCard } from "#app/components/remove-all-card.tsx";
import { VideoActions } from "#app/components/video-actions.tsx";
import type { RemovalView } from "#app/videos/removal/removal-view.ts";
import type { VideoView } from "#app/videos/video-view.ts";
import { drawPage } from "./draw-page.tsx";
import { makeVideoView } from "./make-video-view.ts";

const can = (change: Partial<VideoView["can"]>): VideoView["can"] => ({ ...makeVideoView().can, cancel: false, ...change });
const approve = (change: Partial<VideoView>) => drawPage(<ApproveCard video={makeVideoView({ status: "ready", can: can({ approve: true }), ...change })} usualPlace="last" busy={null} onAct={() => undefined} />);
const actions = (change: Partial<VideoView>) => drawPage(<VideoActions video={makeVideoView({ moving: false, ...change })} busy={null} onAct={() => undefined} />);
const removal = (view: Partial<RemovalView>) => drawPage(<RemoveAllCard view={{ published: 0, removal: null, moving: false, ...view }} busy={false} problem={null} onRemove={() => undefined} />);
const older = { id: "0199c5a0-0000-7000-8000-000000000002", publishedAt: "2026-11-20T09:00:00.000Z" };
const run = { askedAt: "2026-11-21T10:00:00.000Z", total: 12, off: 5, stopped: 0, doneAt: null };

test("an older video on the product: the newer one takes its place unless the merchant wants both; then it is asked where", () => {
  const { html, text } = approve({ older });
  expect(html).toMatch(/<input[^>]*type="checkbox"[^>]*checked/);
  expect(text).toMatch(/Take the place of the older video .*20 Nov 2026.* is taken off once this one is in its place/);
  expect(text).not.toContain("Place among the product’s media");
  expect(approve({}).text).toContain("Place among the product’s media");
  expect(approve({}).text).not.toContain("older video");
});

test("published again: free, with the file that it has and its alt text to be changed, and nothing to discard", () => {
  const { text } = approve({ status: "withdrawn", can: can({ publishAgain: true }) });
  expect(text).toContain("Publish again (free)");
  expect(text).toContain("Alt text");
  expect(text).not.toMatch(/Discard|Approve/);
});

test("a published video can be taken off; one that stopped on its way off can be tried again or left as it is, not discarded", () => {
  expect(actions({ status: "published", can: can({ undo: true }) }).text).toContain("Take it off the product");
  const { text } = actions({ status: "attention", can: can({ retry: true, leaveUndo: true }) });
  expect(text).toMatch(/Try again \(free\).*Leave it as it is/);
  expect(text).not.toMatch(/Discard|NemoVideo/);
});

test("the settings say how many are on products, what stays without the app, and how far a removal has come", () => {
  expect(removal({}).text).toMatch(/No video of this app is on your products\..*If you remove the app, the videos stay on your products/);
  expect(removal({}).text).not.toContain("Take all videos off");
  expect(removal({ published: 3 }).text).toMatch(/3 videos of this app are on your products\..*Take all videos off/);
  const going = removal({ published: 7, removal: run, moving: true });
  expect(going.text).toContain("5 of 12 taken off so far.");
  expect(going.text).not.toContain("Take all videos off");
  expect(removal({ published: 0, removal: { ...run, off: 11, stopped: 1, doneAt: "2026-11-21T10:09:00.000Z" } }).text).toMatch(/11 of 12 were taken off\..*One could not be taken off yet ?; each says why on its page\./);
});
