import type { VideoView } from "#app/videos/video-view.ts";

/** A video in the making, changed as a test needs it. */
export function makeVideoView(change: Partial<VideoView> = {}): VideoView {
  return {
    id: "0199c5a0-0000-7000-8000-000000000001", productGid: "gid://shopify/Product/8001", productTitle: "White Plimsolls", recipeTitle: "Product showcase",
    status: "making", badge: { text: "Being made", tone: "info" }, waitsUntil: null, headline: "NemoVideo is making the video.",
    steps: [
      { key: "check", title: "Check product and credits", state: "done", startedAt: "2026-11-21T10:00:00.000Z", finishedAt: "2026-11-21T10:00:02.000Z", note: null },
      { key: "generate", title: "NemoVideo makes the video", state: "now", startedAt: "2026-11-21T10:00:02.000Z", finishedAt: null, note: "Next look at 10:01." },
      { key: "approve", title: "Your approval", state: "next", startedAt: null, finishedAt: null, note: null },
    ],
    expected: "Usually 3 to 8 minutes until you can look at it.", problem: null, warnings: [], player: null, timeline: null,
    prompt: "Make a square video <b>of shoes</b>", pictures: [{ url: "https://cdn.shopify.com/1.jpg", alt: null, filename: "1.jpg", role: "main view" }],
    suggestedAlt: "Video of White Plimsolls", sentAt: "2026-11-21T10:00:05.000Z", credits: { before: 1_240, after: null }, unknownEnd: null, published: null, undo: null, older: null, tookPlace: false,
    can: { approve: false, discard: false, cancel: true, retry: false, undo: false, publishAgain: false, leaveUndo: false }, moving: true, atNemo: false, createdAt: "2026-11-21T10:00:00.000Z", finishedAt: null,
    ...change,
  };
}

/** The finished file of such a video. */
export const player = { url: "/media/x?expires=1&signature=s", width: 1080, height: 1080, durationMs: 24_000, bytes: 4_210_000 };
