import { summariseTimeline } from "#app/nemo/summarise-draft.ts";
import { MOST_SEGMENTS, MOST_TRACKS, type InspectionResult } from "#app/videos/video-json.ts";
import { say } from "#app/words/say.ts";

/** The timeline in the reader's words; as it was kept, in the makers' words, where its tracks were not kept or not kept whole. */
export function tellTimeline({ timeline, tracks }: InspectionResult): string {
  if (!tracks || tracks.length >= MOST_TRACKS || tracks.some(({ segments }) => segments.length >= MOST_SEGMENTS)) return timeline;
  return summariseTimeline({ tracks }, {
    names: { video: say("requests.timeline_video"), audio: say("requests.timeline_audio"), text: say("requests.timeline_text"), other: say("requests.timeline_other") },
    empty: say("requests.timeline_empty"),
    clips: (n) => say("requests.timeline_clips", { n }),
    whole: (n, of) => say("requests.timeline", { n, tracks: of }),
  });
}
