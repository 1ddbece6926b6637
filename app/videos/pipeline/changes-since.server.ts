import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence } from "#app/words/say.ts";
import { compareTimelines, type Timeline } from "#app/videos/versions/compare-timelines.ts";
import type { NemoTrack } from "#app/nemo/nemo-client.ts";
import { inspectionResult, MOST_SEGMENTS, MOST_TRACKS, type KeptTracks } from "#app/videos/video-json.ts";
import type { StepContext } from "./step-context.ts";


const LONGEST_LABEL = 120;

/** The tracks as far as they are shown and compared; a timeline with thousands of cuts does not fill the database. */
export const keepTracks = (tracks: NemoTrack[]): KeptTracks =>
  tracks.slice(0, MOST_TRACKS).map(({ kind, segments }) => ({
    kind, segments: segments.slice(0, MOST_SEGMENTS).map(({ startMs, durationMs, label, volume }) => ({ startMs, durationMs, label: label?.slice(0, LONGEST_LABEL) ?? null, volume })),
  }));

/** What is different from the version that this one goes on from, in kept sentences; none where that one had no timeline. */
export async function changesSince({ deps, video }: Pick<StepContext, "deps" | "video">, now: Timeline): Promise<string[]> {
  const older = await deps.db.video.findFirst({ where: { id: video.refinesId ?? "", shop: video.shop }, select: { inspection: true } });
  const before = inspectionResult.nullish().parse(older?.inspection);
  if (!before?.tracks) return [];
  const found = compareTimelines({ tracks: before.tracks, durationMs: before.durationMs }, now);
  return (found.length ? found : [sentence("steps.unnamed_change")]).map(keepSentence);
}
