import { cleanText } from "#app/lib/clean-text.ts";
import type { NemoState, NemoTrack } from "./nemo-client.ts";

/** The words of a summary. */
export interface TimelineWords {
  names: Record<NemoTrack["kind"], string>;
  empty: string;
  clips(n: number): string;
  whole(n: number, tracks: string): string;
}

/** The makers' own. */
const theirs: TimelineWords = {
  names: { video: "Video", audio: "BGM", text: "Title", other: "Track" },
  empty: "Timeline (empty)",
  clips: (n) => `${n} ${n === 1 ? "clip" : "clips"}`,
  whole: (n, tracks) => `Timeline (${n} ${n === 1 ? "track" : "tracks"}): ${tracks}`,
};

/**
 * The timeline in the makers' words, for people (protocol §8.2):
 * `Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)`.
 * Empty tracks are left out; plain text, labels cleaned and cut.
 */
export function summariseTimeline(state: Pick<NemoState, "tracks">, words: TimelineWords = theirs): string {
  const filled = state.tracks.filter((track) => track.segments.length > 0);
  if (filled.length === 0) return words.empty;
  const items = filled.map((track, index) => `${index + 1}. ${described(track, words)} (${placeOf(track)})`);
  return words.whole(filled.length, items.join(" "));
}

/** `BGM: Lo-fi`, also when the label itself already begins with the word. */
function described(track: NemoTrack, words: TimelineWords): string {
  const name = nameOf(track, words);
  return [words, theirs].some(({ names }) => name.startsWith(`${names[track.kind]}:`)) ? name : `${words.names[track.kind]}: ${name}`;
}

function nameOf(track: NemoTrack, words: TimelineWords): string {
  const labels = [...new Set(track.segments.flatMap((segment) => (segment.label ? [cleanText(segment.label, 60).replaceAll("\n", " ")] : [])))];
  const count = words.clips(track.segments.length);
  if (track.kind === "text") return labels.length ? labels.slice(0, 3).map((label) => `"${label}"`).join(", ") : count;
  return labels.length === 1 && labels[0] ? labels[0] : count;
}

function placeOf(track: NemoTrack): string {
  const start = track.segments.reduce((first, segment) => Math.min(first, segment.startMs), Number.MAX_SAFE_INTEGER);
  const end = track.segments.reduce((last, segment) => Math.max(last, segment.startMs + segment.durationMs), 0);
  const volume = track.kind === "audio" ? track.segments[0]?.volume : null;
  return `${seconds(start)}-${seconds(end)}s${volume === null || volume === undefined ? "" : `, ${Math.round(volume * 100)}%`}`;
}

function seconds(ms: number): string {
  return String(Math.round(ms / 100) / 10);
}
