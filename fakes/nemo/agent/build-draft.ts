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
  if (finished && film.voice) tracks.push(track(1, [{ id: longId(), d: film.durationMs, s: 0, vol: exactly("1.0"), m: { title: `Voice-over (${session.language ?? "en"})` } }]));
  const texts = finished ? textSegments(film) : [];
  if (texts.length) tracks.push(track(7, texts));
  if (finished && film.logo !== null) tracks.push(logoTrack(session, film));
  const draft = writeJson({
    id: longId(),
    version: exactly("1.0"),
    d: film.durationMs,
    m: { title: film.title ?? "Untitled", width: film.width, height: film.height, ratio: film.ratio },
    t: tracks,
  });
  // What goes to the render is the clip without its trimmings as long as they are not made.
  const shown = finished ? film : { ...film, title: null, music: false, voice: false, callToAction: null, price: null, claim: null, logo: null };
  return { stage, film: shown, text: settings.draftForm === "string" ? JSON.stringify(draft) : draft };
}

/** Title first, then price and claim, the call to action at the end. */
function textSegments(film: FilmBrief): Record<string, unknown>[] {
  const length = Math.min(TITLE_MS, film.durationMs);
  const at = (title: string, s: number) => ({ id: longId(), d: length, s, m: { title, anim: "fade_in", scale: film.titleScale === undefined || film.titleScale === 1 ? undefined : film.titleScale } });
  const last = film.durationMs - length;
  return [film.title && at(film.title, 0), film.price && at(film.price, 0), film.claim && at(film.claim, 0), film.callToAction && at(film.callToAction, last)].filter((segment) => segment !== null && segment !== "");
}

function logoTrack(session: SessionRecord, film: FilmBrief): Record<string, unknown> {
  const source = session.uploads[film.logo!]!;
  const length = Math.min(TITLE_MS, film.durationMs);
  return track(0, [{ id: longId(), d: length, s: film.durationMs - length, src: source.cdnUrl, m: { title: `Logo: ${source.filename}` } }]);
}

function track(type: 0 | 1 | 7, segments: Record<string, unknown>[]): Record<string, unknown> {
  return { id: longId(), tt: type, sg: segments };
}

function videoTrack(session: SessionRecord, film: FilmBrief, finished: boolean): Record<string, unknown> {
  const footage = footageSegments(session, film);
  const from = footage.reduce((sum, { d }) => sum + d, 0);
  const left = film.durationMs - from;
  if (footage.length && left <= 0) return track(0, footage);
  const sources = film.pictures.map((index) => session.uploads[index]!);
  const count = Math.max(1, sources.length);
  const segments = Array.from({ length: count }, (_, index) => {
    const start = Math.round((left * index) / count);
    const source = sources[index];
    return {
      id: longId(), d: Math.round((left * (index + 1)) / count) - start, s: from + start, sp: exactly("1.0"), src: source?.cdnUrl,
      ef: finished && index > 0 ? "cross_fade" : undefined,
      m: { title: source?.filename ?? "generated", width: source?.width ?? film.width, height: source?.height ?? film.height },
    };
  });
  return track(0, [...footage, ...segments]);
}

/** One segment for each part of the footage that is kept; `in` is where it begins in its file, ms. */
function footageSegments(session: SessionRecord, film: FilmBrief): (Record<string, unknown> & { d: number })[] {
  let s = 0;
  return film.clips.flatMap(({ upload, keep }) => keep.map(({ fromMs, toMs }) => {
    const source = session.uploads[upload]!;
    const segment = { id: longId(), d: toMs - fromMs, s, in: fromMs, sp: exactly("1.0"), src: source.cdnUrl, m: { title: source.filename, width: source.width, height: source.height } };
    s += toMs - fromMs;
    return segment;
  }));
}
