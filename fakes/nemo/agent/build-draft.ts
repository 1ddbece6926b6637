import { makeLongId } from "#fakes/nemo/store/make-ids.ts";
import { RawJson, writeJson } from "#fakes/nemo/store/raw-json.ts";
import type { DraftRecord, FilmBrief, SessionRecord } from "#fakes/nemo/store/records.ts";
import type { Settings } from "#fakes/nemo/settings.ts";

/** A number that must reach the client as these very letters. */
const exactly = (digits: string): RawJson => new RawJson(digits);
const longId = (): RawJson => exactly(makeLongId());
const TITLE_MS = 3_000;

/**
 * The timeline in the makers' short keys (protocol §8.2): t tracks, tt type (0 video, 1 audio, 7 text), sg segments,
 * d ms, m metadata. It holds ids above 2^53 and a `1.0`, which a plain parse and stringify would change.
 */
export function buildDraft(session: SessionRecord, film: FilmBrief, stage: DraftRecord["stage"], settings: Settings): DraftRecord {
  const finished = stage === "finished";
  const tracks = [videoTrack(session, film, finished)];
  if (finished && film.music) tracks.push(track(1, [{ id: longId(), d: film.durationMs, s: 0, vol: exactly("0.35"), m: { title: "BGM: Lo-fi" } }]));
  if (finished && film.title) tracks.push(track(7, [{ id: longId(), d: Math.min(TITLE_MS, film.durationMs), s: 0, m: { title: film.title, anim: "fade_in" } }]));
  const draft = writeJson({
    id: longId(),
    version: exactly("1.0"),
    d: film.durationMs,
    m: { title: film.title ?? "Untitled", width: film.width, height: film.height, ratio: film.ratio },
    t: tracks,
  });
  // What goes to the render is the clip without its trimmings as long as they are not made.
  const shown = finished ? film : { ...film, title: null, music: false };
  return { stage, film: shown, text: settings.draftForm === "string" ? JSON.stringify(draft) : draft };
}

function track(type: 0 | 1 | 7, segments: Record<string, unknown>[]): Record<string, unknown> {
  return { id: longId(), tt: type, sg: segments };
}

function videoTrack(session: SessionRecord, film: FilmBrief, finished: boolean): Record<string, unknown> {
  const sources = film.pictures.map((index) => session.uploads[index]!);
  const count = Math.max(1, sources.length);
  const segments = Array.from({ length: count }, (_, index) => {
    const start = Math.round((film.durationMs * index) / count);
    const source = sources[index];
    return {
      id: longId(), d: Math.round((film.durationMs * (index + 1)) / count) - start, s: start, sp: exactly("1.0"), src: source?.cdnUrl,
      ef: finished && index > 0 ? "cross_fade" : undefined,
      m: { title: source?.filename ?? "generated", width: source?.width ?? film.width, height: source?.height ?? film.height },
    };
  });
  return track(0, segments);
}
