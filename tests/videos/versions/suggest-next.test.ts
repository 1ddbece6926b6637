import { expect, test } from "vitest";
import type { InspectionResult, VideoChoices } from "#app/videos/video-json.ts";
import { addedByItself, suggestNext } from "#app/videos/versions/suggest-next.ts";

const picture = (filename: string) => ({ mediaGid: "gid://shopify/MediaImage/1", url: "https://cdn.shopify.com/1.jpg", filename, alt: null, width: 1, height: 1, role: "main view" });
const segment = (label: string) => ({ startMs: 0, durationMs: 20_000, label, volume: null });
const inspection: InspectionResult = {
  timeline: "", durationMs: 20_000, canvas: null,
  tracks: [{ kind: "video", segments: [segment("01-lamp.jpg"), segment("generated")] }, { kind: "audio", segments: [segment("BGM: Lo-fi")] }, { kind: "text", segments: [segment("Lamp")] }],
};
const choices = (change: Partial<VideoChoices> = {}): VideoChoices => ({ format: "1:1", lengthSeconds: 20, language: "en", music: true, voiceOver: false, captions: true, ...change });

test("suggestions fit what is in the timeline, and are messages as they could be sent", () => {
  expect(suggestNext(inspection, [picture("a"), picture("b")])).toEqual(["Remove the music.", "Make the title bigger.", "Make it shorter.", "Show the pictures in another order.", "Add a call to action at the end."]);
  expect(suggestNext({ ...inspection, durationMs: 8_000, tracks: inspection.tracks?.slice(0, 1) }, [picture("a")])).toEqual(["Add calm background music.", "Show the product’s name as a title in the first seconds.", "Make it longer.", "Add a call to action at the end."]);
  expect(suggestNext(null, [])).toEqual([]);
});

test("what was not asked for is named with the words that take it out; what was asked for, or may have been, is not", () => {
  const of = (change: Partial<VideoChoices>) => addedByItself(inspection, { choices: choices(change), pictures: [picture("01-lamp.jpg")], ownFiles: [] }).map(({ strip }) => strip);
  const made = 'Remove "generated" and show only the pictures that I gave you.';
  expect(of({})).toEqual([made]);
  expect(of({ music: false, captions: false })).toEqual(['Remove the sound "BGM: Lo-fi".', 'Remove the text "Lamp" from the screen.', made]);
  expect(of({ music: false, captions: false, promptEdited: true })).toEqual([made]);
});
