import { expect, test } from "vitest";
import { placeTracks, ticksOf } from "#app/components/place-tracks.ts";
import { answerOf } from "#app/components/question-choices.tsx";
import { TalkCards } from "#app/components/talk-cards.tsx";
import type { ConversationView, VersionView } from "#app/videos/versions/conversation-view.ts";
import { drawPage } from "./draw-page.tsx";
import { makeVideoView, player } from "./make-video-view.ts";

const FIRST = "0199c5a0-0000-7000-8000-000000000001";
const SECOND = "0199c5a0-0000-7000-8000-000000000002";
const tracks = [
  { kind: "video" as const, segments: [{ startMs: 0, durationMs: 10_000, label: "01-lamp.jpg", volume: null }] },
  { kind: "audio" as const, segments: [{ startMs: 0, durationMs: 10_000, label: "BGM: Lo-fi", volume: 0.35 }] },
];
const version = (change: Partial<VersionView> = {}): VersionView => ({
  videoId: FIRST, version: 1, badge: { text: "Older version" }, words: "Make a square video", sentAt: "2026-11-21T10:00:05.000Z", underWay: false, tookMs: 125_000, reply: "Your product video is ready.", question: null,
  problem: null, creditsTaken: 100, timeline: { tracks, durationMs: 10_000 }, changes: [], player, suggestedAlt: "Video of a lamp", can: { approve: true }, onProduct: false, ...change,
});
const second = version({ videoId: SECOND, version: 2, words: "Remove the music", reply: null, changes: ["Sound “BGM: Lo-fi” is gone."], creditsTaken: 50, timeline: { tracks: tracks.slice(0, 1), durationMs: 10_000 } });
const conversation = (change: Partial<ConversationView> = {}): ConversationView => ({
  versions: [version()], newest: { videoId: FIRST, version: 1 }, silent: null, credits: { change: 50, anew: 100 }, suggestions: ["Remove the music."], extras: [], takes: ["logo"], files: [], record: [], ...change,
});
const draw = (change: Partial<ConversationView> = {}, videoId = FIRST) =>
  drawPage(<TalkCards video={makeVideoView({ id: videoId, player })} talk={{ conversation: conversation(change), busy: false, problem: null, answer: null, onSay: () => undefined, onPublish: () => undefined, onFilesChanged: () => undefined }} />);

test("what sending takes is said above the button, and suggestions are buttons", () => {
  const { text } = draw();
  expect(text).toContain("This sends one message to NemoVideo. A change takes about 50 credits, a clip made anew about 100. Version 1 stays kept.");
  expect(text).toMatch(/Remove the music\..*Send the message/);
  expect(text).toContain("Add a file…");
});

test("the timeline is drawn with a text for those who do not see it", () => {
  const { html, text } = draw();
  expect(html).toMatch(/<svg role="img" aria-label="Timeline of 10 seconds: Picture, 01-lamp\.jpg; Sound, BGM: Lo-fi, 35 %"/);
  expect(text).toContain("Sound, 0 to 10 s: BGM: Lo-fi, 35 %");
});

test("two versions are beside each other with their difference; the other one has a button, this page's is published above", () => {
  const { html, text } = draw({ versions: [version(), second], newest: { videoId: SECOND, version: 2 } }, SECOND);
  expect(html.match(/<video /g)).toHaveLength(2);
  expect(text).toContain("What changed from version 1 to version 2 Sound “BGM: Lo-fi” is gone.");
  expect(text).toContain("Publish version 1");
  expect(text).not.toContain("Publish version 2");
  expect(text).toContain("This page’s version is published above");
  expect(text).toContain("0:24 · 1080 × 1080 · 4.2 MB · 50 credits less on the balance");
});

test("the conversation has the words of both sides in order, with time and cost", () => {
  const { text } = draw({ versions: [version(), second], newest: { videoId: SECOND, version: 2 } }, SECOND);
  expect(text).toMatch(/Version 1 .*You Make a square video NemoVideo Your product video is ready\..*answered after 2 minutes 05 seconds · 100 credits less.*Version 2 \(this page\).*You Remove the music What is different Sound “BGM: Lo-fi” is gone\..*50 credits less/);
});

test("a version that is being made never says that it was not sent: its message may have left since the page was read", () => {
  const making = { sentAt: null, tookMs: null, reply: null, creditsTaken: null, changes: [] };
  expect(draw({ versions: [version(), version({ ...second, ...making, underWay: true })] }).text).not.toContain("Not sent");
  expect(draw({ versions: [version(), version({ ...second, ...making })] }).text).toContain("Not sent. Nothing was charged.");
});

test("on an older version's page the way leads to the newest one", () => {
  const { html, text } = draw({ versions: [version(), second], newest: { videoId: SECOND, version: 2 }, silent: "Changes go on from version 2, the newest one." });
  expect(text).toContain("Changes go on from version 2, the newest one. Open version 2");
  expect(html).toContain(`href="/app/videos/${SECOND}"`);
  expect(text).not.toContain("Send the message");
});

test("what was added without being asked for can be kept, or taken out by words that are read first", () => {
  expect(draw({ extras: [{ what: "Sound “BGM: Lo-fi”: you asked for none.", strip: 'Remove the sound "BGM: Lo-fi".' }] }).text).toContain("you asked for none. Keep it, or have it taken out by one message. Have it taken out…");
});

const question = { title: "Before I start", questions: [{ id: "a", prompt: "Which  shape?", options: [{ id: "1", label: "1:1" }, { id: "2", label: "9:16" }], allowMultiple: false }, { id: "b", prompt: "Which colours?", options: [{ id: "r", label: "red" }, { id: "g", label: "green" }], allowMultiple: true }] };

test("a question is shown with its options as buttons, and the answer has the form that the agent reads", () => {
  const { text } = draw({ versions: [version({ question, reply: null, player: null, timeline: null, can: { approve: false } })] });
  expect(text).toContain("Answer NemoVideo Before I start Which shape? 1:1 9:16 Which colours? red green");
  expect(text).toContain("Send the answer");
  expect(answerOf(question, { a: ["1:1"], b: ["red", "green"] })).toBe("1. Which shape?: 1:1\n2. Which colours?: red, green");
  expect(answerOf(question, {})).toBe("1. Which shape?: Skipped\n2. Which colours?: Skipped");
});

test("bars that overlap have rows of their own, and seconds are round", () => {
  const overlapping = [{ kind: "text" as const, segments: [{ startMs: 0, durationMs: 3_000, label: "A", volume: null }, { startMs: 0, durationMs: 3_000, label: "B", volume: null }, { startMs: 4_000, durationMs: 1_000, label: "C", volume: null }] }];
  expect(placeTracks(overlapping, 5_000).rows.map(({ name, bars }) => [name, bars.map((bar) => bar.label)])).toEqual([["Text 1", ["A", "C"]], ["Text 2", ["B"]]]);
  expect([ticksOf(5_000), ticksOf(20_000), ticksOf(0)]).toEqual([[0, 1_000, 2_000, 3_000, 4_000, 5_000], [0, 5_000, 10_000, 15_000, 20_000], [0]]);
});
