import { expect, test } from "vitest";
import type { NemoTrack } from "#app/nemo/nemo-client.ts";
import { compareTimelines } from "#app/videos/versions/compare-timelines.ts";
import { tell } from "#app/words/say.ts";

const track = (kind: NemoTrack["kind"], ...segments: [label: string | null, startMs: number, durationMs: number, volume?: number][]): NemoTrack => ({
  kind, segments: segments.map(([label, startMs, durationMs, volume]) => ({ label, startMs, durationMs, volume: volume ?? null })),
});
const pictures = track("video", ["a.jpg", 0, 5_000], ["b.jpg", 5_000, 5_000]);
const music = track("audio", ["BGM: Lo-fi", 0, 10_000, 0.35]);
const title = track("text", ["Lamp", 0, 3_000]);
const before = { tracks: [pictures, music, title], durationMs: 10_000 };
const after = (...tracks: NemoTrack[]) => ({ tracks, durationMs: Math.max(...tracks.flatMap((one) => one.segments.map((segment) => segment.startMs + segment.durationMs))) });

test("two timelines that look the same have no difference", () => {
  expect(compareTimelines(before, before)).toEqual([]);
});

test.each([
  ["music that is gone", after(pictures, title), ["Sound “BGM: Lo-fi” is gone."]],
  ["music that is quieter", after(pictures, track("audio", ["BGM: Lo-fi", 0, 10_000, 0.1]), title), ["Sound “BGM: Lo-fi”: 35 % loud, now 10 %."]],
  ["a voice beside it", after(pictures, music, track("audio", ["Voice-over", 0, 10_000]), title), ["Sound “Voice-over” is new."]],
  ["other words", after(pictures, music, track("text", ["Light", 0, 3_000])), ["Text “Lamp” is now “Light”."]],
  ["words for longer", after(pictures, music, track("text", ["Lamp", 0, 5_000])), ["Text “Lamp”: at 0–3 s, now at 0–5 s."]],
  ["pictures the other way round", after(track("video", ["b.jpg", 0, 5_000], ["a.jpg", 5_000, 5_000]), music, title), ["The pictures come in another order: “b.jpg”, “a.jpg”."]],
  ["one more picture", after(track("video", ["a.jpg", 0, 3_000], ["b.jpg", 3_000, 3_000], ["c.jpg", 6_000, 4_000]), music, title), ["Picture or clip “c.jpg” is new."]],
  ["other cuts", after(track("video", ["a.jpg", 0, 7_000], ["b.jpg", 7_000, 3_000]), music, title), ["The pictures and clips are cut to other lengths."]],
  ["a sticker", after(pictures, music, title, track("other", [null, 0, 1_000])), ["Something else was added, for example an effect or a sticker."]],
  ["a shorter film, whose parts are shorter with it", after(track("video", ["a.jpg", 0, 3_000], ["b.jpg", 3_000, 3_000]), track("audio", ["BGM: Lo-fi", 0, 6_000, 0.35]), title), ["Length: 10 s, now 6 s."]],
])("%s is told", (_what, now, lines) => {
  expect(compareTimelines(before, now).map(tell)).toEqual(lines);
});

test("a timeline with hundreds of differences is told in a dozen lines", () => {
  const many = after(track("video", ...Array.from({ length: 300 }, (_, i): [string, number, number] => [`${i}.jpg`, i * 100, 100])));
  expect(compareTimelines(before, many)).toHaveLength(12);
});
