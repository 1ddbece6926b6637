// What a merchant may want to say next, from what is in the timeline. Pure.
import type { InspectionResult, SentPicture, VideoChoices } from "#app/videos/video-json.ts";

const MOST = 5;
const SHORT_MS = 12_000;
const voice = /voice|narrat|speech|旁白|配音/i;

/** A few sentences that fit the timeline, each a message as it could be sent. None without a timeline. */
export function suggestNext(inspection: InspectionResult | null, pictures: SentPicture[]): string[] {
  if (!inspection?.tracks) return [];
  const has = (kind: string) => inspection.tracks?.some((track) => track.kind === kind && track.segments.length > 0) ?? false;
  return [
    has("audio") ? "Remove the music." : "Add calm background music.",
    has("text") ? "Make the title bigger." : "Show the product’s name as a title in the first seconds.",
    inspection.durationMs > SHORT_MS ? "Make it shorter." : "Make it longer.",
    pictures.length > 1 && "Show the pictures in another order.",
    "Add a call to action at the end.",
  ].filter((sentence) => sentence !== false).slice(0, MOST);
}

/**
 * What NemoVideo added by itself (protocol §7.10): sound or words that were chosen away, and pictures that are none of those that were sent.
 * Sound and words are not judged when the merchant wrote the text: it may ask for anything.
 */
export function addedByItself(inspection: InspectionResult | null, o: { choices: VideoChoices; pictures: SentPicture[]; ownFiles: string[] }): { what: string; strip: string }[] {
  const labels = (kind: string) => [...new Set(inspection?.tracks?.filter((track) => track.kind === kind).flatMap((track) => track.segments.map((segment) => segment.label ?? "")))].filter(Boolean);
  const { music, voiceOver, captions, promptEdited } = o.choices;
  const known = [...o.pictures.map((picture) => picture.filename), ...o.ownFiles];
  const sound = promptEdited ? [] : labels("audio").filter((label) => (voice.test(label) ? voiceOver === false : music === false));
  const words = promptEdited || captions !== false ? [] : labels("text");
  const made = labels("video").filter((label) => !known.some((name) => label.includes(name)));
  return [
    ...sound.map((label) => ({ what: `Sound “${label}”: you asked for none.`, strip: `Remove the sound "${label}".` })),
    ...words.map((label) => ({ what: `Text “${label}”: you asked for no text on the screen.`, strip: `Remove the text "${label}" from the screen.` })),
    ...made.map((label) => ({ what: `“${label}” is none of the pictures that were sent; NemoVideo may have made it.`, strip: `Remove "${label}" and show only the pictures that I gave you.` })),
  ];
}
