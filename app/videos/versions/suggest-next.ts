// What a merchant may want to say next, from what is in the timeline. Pure.
import type { InspectionResult, SentPicture, VideoChoices } from "#app/videos/video-json.ts";
import { say, type WordId } from "#app/words/say.ts";

const MOST = 5;
const SHORT_MS = 12_000;
const voice = /voice|narrat|speech|旁白|配音/i;

/** A few sentences that fit the timeline, each a message as it could be sent. None without a timeline. */
export function suggestNext(inspection: InspectionResult | null, pictures: SentPicture[]): string[] {
  if (!inspection?.tracks) return [];
  const has = (kind: string) => inspection.tracks?.some((track) => track.kind === kind && track.segments.length > 0) ?? false;
  const ids: WordId[] = [
    has("audio") ? "requests.suggest_no_music" : "requests.suggest_music",
    has("text") ? "requests.suggest_bigger_title" : "requests.suggest_title",
    inspection.durationMs > SHORT_MS ? "requests.suggest_shorter" : "requests.suggest_longer",
    ...(pictures.length > 1 ? ["requests.suggest_order" as const] : []),
    "requests.suggest_call",
  ];
  return ids.slice(0, MOST).map((id) => say(id));
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
    ...sound.map((name) => ({ what: say("requests.extra_sound", { name }), strip: say("requests.strip_sound", { name }) })),
    ...words.map((name) => ({ what: say("requests.extra_text", { name }), strip: say("requests.strip_text", { name }) })),
    ...made.map((name) => ({ what: say("requests.extra_picture", { name }), strip: say("requests.strip_picture", { name }) })),
  ];
}
