// What differs between two timelines, in words. Pure.
import { cleanText } from "#app/lib/clean-text.ts";
import type { NemoTrack } from "#app/nemo/nemo-client.ts";

export interface Timeline {
  tracks: NemoTrack[];
  /** ms */
  durationMs: number;
}

type Segment = NemoTrack["segments"][number];
const MOST_LINES = 12;
const names = { text: "Text", audio: "Sound" } as const;

/**
 * The difference as sentences for people, the length first (protocol §7.9: a silent edit is told by its tracks). Empty when the two
 * look the same; ids, addresses and effects are not compared.
 */
export function compareTimelines(before: Timeline, after: Timeline): string[] {
  const lines = [...lengthLine(before, after), ...pictureLines(before.tracks, after.tracks), ...(["text", "audio"] as const).flatMap((kind) => labelLines(kind, before.tracks, after.tracks)), ...otherLines(before.tracks, after.tracks)];
  return lines.slice(0, MOST_LINES);
}

function lengthLine(before: Timeline, after: Timeline): string[] {
  return seconds(before.durationMs) === seconds(after.durationMs) ? [] : [`Length: ${seconds(before.durationMs)} s, now ${seconds(after.durationMs)} s.`];
}

const segmentsOf = (tracks: NemoTrack[], kind: NemoTrack["kind"]): Segment[] => tracks.filter((track) => track.kind === kind).flatMap((track) => track.segments);
const labelOf = (segment: Segment): string => cleanText(segment.label ?? "", 80).replaceAll("\n", " ").trim();

function pictureLines(before: NemoTrack[], after: NemoTrack[]): string[] {
  const [old, now] = [segmentsOf(before, "video").map(labelOf), segmentsOf(after, "video").map(labelOf)];
  const [gone, added] = [without(old, now), without(now, old)];
  const lines = [...gone.map((label) => `Picture or clip ${quote(label)} is gone.`), ...added.map((label) => `Picture or clip ${quote(label)} is new.`)];
  if (gone.length + added.length === 0 && old.join("\n") !== now.join("\n")) lines.push(`The pictures come in another order: ${now.map(quote).join(", ")}.`);
  if (lines.length === 0 && sameLength(before, after) && placesOf(before, "video") !== placesOf(after, "video")) lines.push("The pictures and clips are cut to other lengths.");
  return lines;
}

/** What is in `from` more often than in `other`. */
function without(from: string[], other: string[]): string[] {
  const left = [...other];
  return from.filter((label) => {
    const at = left.indexOf(label);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function labelLines(kind: "text" | "audio", before: NemoTrack[], after: NemoTrack[]): string[] {
  const [old, now] = [segmentsOf(before, kind), segmentsOf(after, kind)];
  const gone = without(old.map(labelOf), now.map(labelOf));
  const added = without(now.map(labelOf), old.map(labelOf));
  if (gone.length === 1 && added.length === 1) return [`${names[kind]} ${quote(gone[0])} is now ${quote(added[0])}.`];
  const kept = now.flatMap((segment) => {
    const was = old.find((one) => labelOf(one) === labelOf(segment));
    return was ? changeOf(kind, was, segment, sameLength(before, after)) : [];
  });
  return [...gone.map((label) => `${names[kind]} ${quote(label)} is gone.`), ...added.map((label) => `${names[kind]} ${quote(label)} is new.`), ...kept];
}

/** A sound that is as long as the film changes with it; that is no news of its own. */
function changeOf(kind: "text" | "audio", was: Segment, is: Segment, sameFilm: boolean): string[] {
  const name = `${names[kind]} ${quote(labelOf(is))}`;
  if (was.volume !== null && is.volume !== null && percent(was.volume) !== percent(is.volume)) return [`${name}: ${percent(was.volume)} loud, now ${percent(is.volume)}.`];
  return sameFilm && placeOf(was) !== placeOf(is) ? [`${name}: at ${placeOf(was)}, now at ${placeOf(is)}.`] : [];
}

function otherLines(before: NemoTrack[], after: NemoTrack[]): string[] {
  const difference = segmentsOf(after, "other").length - segmentsOf(before, "other").length;
  if (difference === 0) return [];
  return [difference > 0 ? "Something else was added, for example an effect or a sticker." : "Something else was taken away, for example an effect or a sticker."];
}

const endOf = (tracks: NemoTrack[]): number => Math.max(0, ...segmentsOf(tracks, "video").map((segment) => segment.startMs + segment.durationMs));
const sameLength = (before: NemoTrack[], after: NemoTrack[]): boolean => seconds(endOf(before)) === seconds(endOf(after));
const placesOf = (tracks: NemoTrack[], kind: NemoTrack["kind"]): string => segmentsOf(tracks, kind).map(placeOf).join("|");
const placeOf = (segment: Segment): string => `${seconds(segment.startMs)}–${seconds(segment.startMs + segment.durationMs)} s`;
const percent = (volume: number): string => `${Math.round(volume * 100)} %`;
const seconds = (ms: number): number => Math.round(ms / 100) / 10;
const quote = (label: string | undefined): string => (label ? `“${label}”` : "without a name");
