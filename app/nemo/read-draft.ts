import { parseExactJson } from "#app/lib/parse-exact-json.ts";
import { depthOfJson } from "#app/lib/slice-json.ts";
import type { NemoTrack } from "./nemo-client.ts";

/** Largest draft that is taken, in UTF-16 units (protocol §8.2: 4 MiB). */
export const MAX_DRAFT_CHARS = 4 * 1024 * 1024;
/** Deepest nesting that is taken; real drafts stay far below. */
export const MAX_DRAFT_DEPTH = 256;

/** Why a draft cannot be exported from here. */
export type DraftProblem = "unsupported_format" | "too_large" | "too_deep";

export interface Draft {
  /** The exact text to send back, or null when there is none (or none that can be sent). */
  json: string | null;
  problem: DraftProblem | null;
  /** Parsed, large integers as strings of digits. For reading and comparing only. */
  value: unknown;
  tracks: NemoTrack[];
  durationMs: number;
  ready: boolean;
  /** `m.width` and `m.height`, in px. */
  size: { width: number; height: number } | null;
}

/**
 * Reads a draft from its exact text (protocol §8.2): an object, or a JSON string that holds one (then the string form is
 * what goes back). Never throws.
 */
export function readDraft(raw: string | null): Draft {
  const none: Draft = { json: null, problem: null, value: null, tracks: [], durationMs: 0, ready: false, size: null };
  if (raw === null || raw === "null" || raw === '""') return none;
  if (raw.length > MAX_DRAFT_CHARS) return { ...none, problem: "too_large", value: raw };
  const text = raw.startsWith('"') ? String(JSON.parse(raw)).trim() : raw;
  if (raw.startsWith('"') && !isJson(text)) return { ...none, problem: "unsupported_format", value: raw };
  if (depthOfJson(text) > MAX_DRAFT_DEPTH) return { ...none, problem: "too_deep", value: raw };
  const value = parseExactJson(text);
  const tracks = listOf(field(value, "t")).map(readTrack);
  return {
    json: raw,
    problem: null,
    value,
    tracks,
    durationMs: tracks.reduce((longest, track) => Math.max(longest, lengthOf(track)), 0),
    ready: tracks.some((track) => track.kind === "video" && track.segments.length > 0 && lengthOf(track) > 0),
    size: readSize(field(value, "m")),
  };
}

function readTrack(track: unknown): NemoTrack {
  const type = Number(field(track, "tt"));
  const kind = type === 0 ? "video" : type === 1 ? "audio" : type === 7 ? "text" : "other";
  let cursor = 0;
  const segments = listOf(field(track, "sg")).map((segment) => {
    const durationMs = positive(field(segment, "d")) ?? 0;
    // Where a segment begins is not documented; without a field that may say it, segments follow each other.
    const startMs = firstNumber(segment, ["s", "st", "start"]) ?? cursor;
    cursor = startMs + durationMs;
    return { startMs, durationMs, label: readLabel(segment) ?? readLabel(track), volume: readVolume(segment) ?? readVolume(track) };
  });
  return { kind: field(track, "tt") === undefined || field(track, "tt") === null ? "other" : kind, segments };
}

function lengthOf(track: NemoTrack): number {
  return track.segments.reduce((end, segment) => Math.max(end, segment.startMs + segment.durationMs), 0);
}

function readLabel(holder: unknown): string | null {
  for (const from of [field(holder, "m"), holder]) {
    for (const key of ["title", "text", "name"]) {
      const value = field(from, key);
      if (typeof value === "string" && value.trim() !== "") return value.trim();
    }
  }
  return null;
}

/** 0..1; a number above 1 is taken for percent. */
function readVolume(holder: unknown): number | null {
  const value = firstNumber(field(holder, "m"), ["volume", "vol"]) ?? firstNumber(holder, ["volume", "vol"]);
  return value === null ? null : Math.min(1, value > 1 ? value / 100 : value);
}

function readSize(meta: unknown): Draft["size"] {
  const width = positive(field(meta, "width"));
  const height = positive(field(meta, "height"));
  return width && height ? { width, height } : null;
}

function field(holder: unknown, key: string): unknown {
  return typeof holder === "object" && holder !== null && !Array.isArray(holder) && Object.hasOwn(holder, key) ? (holder as Record<string, unknown>)[key] : undefined;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function firstNumber(holder: unknown, keys: readonly string[]): number | null {
  return keys.map((key) => positive(field(holder, key))).find((value) => value !== null) ?? null;
}

function positive(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number >= 0 ? number : null;
}

function isJson(text: string): boolean {
  if (!/^[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
