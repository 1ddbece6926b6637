// What differs between two timelines, in words. Pure.
import { cleanText } from "#app/lib/clean-text.ts";
import type { NemoTrack } from "#app/nemo/nemo-client.ts";
import { sentence, type Sentence } from "#app/words/say.ts";

export interface Timeline {
  tracks: NemoTrack[];
  /** ms */
  durationMs: number;
}

type Segment = NemoTrack["segments"][number];
const MOST_LINES = 12;

/**
 * The difference as sentences for people, the length first (protocol §7.9: a silent edit is told by its tracks). Empty when the two
 * look the same; ids, addresses and effects are not compared.
 */
export function compareTimelines(before: Timeline, after: Timeline): Sentence[] {
  const lines = [...lengthLine(before, after), ...pictureLines(before.tracks, after.tracks), ...(["text", "audio"] as const).flatMap((kind) => labelLines(kind, before.tracks, after.tracks)), ...otherLines(before.tracks, after.tracks)];
  return lines.slice(0, MOST_LINES);
}

function lengthLine(before: Timeline, after: Timeline): Sentence[] {
  const [was, is] = [seconds(before.durationMs), seconds(after.durationMs)];
  return was === is ? [] : [sentence("refine.diff_length", { before: was, after: is })];
}

const segmentsOf = (tracks: NemoTrack[], kind: NemoTrack["kind"]): Segment[] => tracks.filter((track) => track.kind === kind).flatMap((track) => track.segments);
const labelOf = (segment: Segment): string => cleanText(segment.label ?? "", 80).replaceAll("\n", " ").trim();

function pictureLines(before: NemoTrack[], after: NemoTrack[]): Sentence[] {
  const [old, now] = [segmentsOf(before, "video").map(labelOf), segmentsOf(after, "video").map(labelOf)];
  const [gone, added] = [without(old, now), without(now, old)];
  const lines = [...gone.map((label) => sentence("refine.diff_picture_gone", { name: quote(label) })), ...added.map((label) => sentence("refine.diff_picture_new", { name: quote(label) }))];
  if (gone.length + added.length === 0 && old.join("\n") !== now.join("\n")) lines.push(sentence("refine.diff_order", { names: listed(now.map(quote)) }));
  if (lines.length === 0 && sameLength(before, after) && placesOf(before, "video") !== placesOf(after, "video")) lines.push(sentence("refine.diff_cut"));
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

function labelLines(kind: "text" | "audio", before: NemoTrack[], after: NemoTrack[]): Sentence[] {
  const [old, now] = [segmentsOf(before, kind), segmentsOf(after, kind)];
  const gone = without(old.map(labelOf), now.map(labelOf));
  const added = without(now.map(labelOf), old.map(labelOf));
  if (gone.length === 1 && added.length === 1) return [sentence("refine.diff_now", { kind, was: quote(gone[0]), name: quote(added[0]) })];
  const kept = now.flatMap((segment) => {
    const was = old.find((one) => labelOf(one) === labelOf(segment));
    return was ? changeOf(kind, was, segment, sameLength(before, after)) : [];
  });
  return [...gone.map((label) => sentence("refine.diff_gone", { kind, name: quote(label) })), ...added.map((label) => sentence("refine.diff_new", { kind, name: quote(label) })), ...kept];
}

/** A sound that is as long as the film changes with it; that is no news of its own. */
function changeOf(kind: "text" | "audio", was: Segment, is: Segment, sameFilm: boolean): Sentence[] {
  const name = quote(labelOf(is));
  if (was.volume !== null && is.volume !== null && percent(was.volume) !== percent(is.volume)) return [sentence("refine.diff_loud", { kind, name, before: percent(was.volume), after: percent(is.volume) })];
  return sameFilm && placeOf(was) !== placeOf(is) ? [sentence("refine.diff_place", { kind, name, before: spanOf(was), after: spanOf(is) })] : [];
}

function otherLines(before: NemoTrack[], after: NemoTrack[]): Sentence[] {
  const difference = segmentsOf(after, "other").length - segmentsOf(before, "other").length;
  if (difference === 0) return [];
  return [sentence(difference > 0 ? "refine.diff_other_new" : "refine.diff_other_gone")];
}

const endOf = (tracks: NemoTrack[]): number => Math.max(0, ...segmentsOf(tracks, "video").map((segment) => segment.startMs + segment.durationMs));
const sameLength = (before: NemoTrack[], after: NemoTrack[]): boolean => seconds(endOf(before)) === seconds(endOf(after));
const placesOf = (tracks: NemoTrack[], kind: NemoTrack["kind"]): string => segmentsOf(tracks, kind).map(placeOf).join("|");
const placeOf = (segment: Segment): string => `${seconds(segment.startMs)}–${seconds(segment.startMs + segment.durationMs)}`;
const spanOf = (segment: Segment): Sentence => sentence("refine.span", { from: seconds(segment.startMs), to: seconds(segment.startMs + segment.durationMs) });
const percent = (volume: number): number => Math.round(volume * 100);
const seconds = (ms: number): number => Math.round(ms / 100) / 10;
const quote = (label: string | undefined): Sentence => (label ? sentence("refine.quoted", { name: label }) : sentence("refine.nameless"));
const listed = (names: Sentence[]): Sentence => names.reduce((first, second) => sentence("refine.list_pair", { first, second }));
