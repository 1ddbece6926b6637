// Where the bars of a timeline's picture are. Pure.
import type { KeptTracks } from "#app/videos/video-json.ts";
import { say } from "#app/words/say.ts";

const words = { video: "video.track_video", audio: "video.track_audio", text: "video.track_text", other: "video.track_other" } as const;

/** What a track holds, in a word. */
export const trackWord = (kind: KeptTracks[number]["kind"]): string => say(words[kind]);

export interface TrackRow {
  kind: KeptTracks[number]["kind"];
  name: string;
  /** ms */
  bars: { startMs: number; durationMs: number; label: string }[];
}

const MOST_ROWS = 10;
const MOST_TICKS = 6;
const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300];

/** Rows in the order of the tracks, empty ones left out. Bars that begin at the same time as another one of their track get a row of their own. */
export function placeTracks(tracks: KeptTracks, durationMs: number): { rows: TrackRow[]; endMs: number } {
  const rows = tracks.flatMap((track) => {
    const lanes: TrackRow["bars"][] = [];
    for (const { startMs, durationMs: length, label, volume } of track.segments) {
      const bar = { startMs, durationMs: length, label: [label, volume !== null && say("video.percent", { n: Math.round(volume * 100) })].filter(Boolean).join(say("common.list_separator")) };
      const lane = lanes.find((one) => one.every((other) => startMs >= other.startMs + other.durationMs || startMs + length <= other.startMs));
      if (lane) lane.push(bar);
      else lanes.push([bar]);
    }
    return lanes.map((bars) => ({ kind: track.kind, bars }));
  });
  const shown = rows.slice(0, MOST_ROWS);
  const named = shown.map((row, at) => {
    const same = shown.filter((one) => one.kind === row.kind);
    const track = trackWord(row.kind);
    return { ...row, name: same.length > 1 ? say("video.track_numbered", { track, n: same.indexOf(row) + 1 || at + 1 }) : track };
  });
  return { rows: named, endMs: Math.max(durationMs, ...rows.flatMap((row) => row.bars.map((bar) => bar.startMs + bar.durationMs))) };
}

/** Times in ms below which seconds are written: 0 and at most five more, on round seconds. */
export function ticksOf(endMs: number): number[] {
  const step = (STEPS_S.find((one) => endMs / (one * 1000) < MOST_TICKS) ?? Math.ceil(endMs / 1000 / MOST_TICKS)) * 1000;
  return Array.from({ length: Math.floor(endMs / step) + 1 }, (_, i) => i * step);
}
