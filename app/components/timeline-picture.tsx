import { BlockStack, Text } from "@shopify/polaris";
import type { KeptTracks } from "#app/videos/video-json.ts";
import { say } from "#app/words/say.ts";
import { placeTracks, ticksOf, trackWord, type TrackRow } from "./place-tracks.ts";

export interface TimelinePictureProps {
  tracks: KeptTracks;
  /** ms */
  durationMs: number;
  /** What the whole width stands for, in ms, where pictures are compared; never less than the timeline itself. */
  scaleMs?: number;
}

const ROW = 46;
const NAME = 16;
const BAR = 22;
const AXIS = 22;
const SMALL = "12px";

const colours: Record<KeptTracks[number]["kind"], { fill: string; line: string }> = {
  video: { fill: "var(--p-color-bg-surface-info)", line: "var(--p-color-border-info)" },
  audio: { fill: "var(--p-color-bg-surface-success)", line: "var(--p-color-border-success)" },
  text: { fill: "var(--p-color-bg-surface-caution)", line: "var(--p-color-border-caution)" },
  other: { fill: "var(--p-color-bg-surface-tertiary)", line: "var(--p-color-border)" },
};

/** The timeline as a picture: a row for each track, a bar for each segment, seconds below. The same as a list for those who do not see it. */
export function TimelinePicture({ tracks, durationMs, scaleMs = 0 }: TimelinePictureProps) {
  const { rows, endMs: lengthMs } = placeTracks(tracks, durationMs);
  const endMs = Math.max(lengthMs, scaleMs);
  if (rows.length === 0 || endMs <= 0) return null;
  const height = rows.length * ROW + AXIS;
  return (
    <BlockStack gap="200">
      <svg role="img" aria-label={say("video.timeline_of", { n: seconds(lengthMs), rows: rows.map(rowWords).join("; ") })} width="100%" height={height} style={{ display: "block", fontSize: SMALL, fontFamily: "inherit" }}>
        {ticksOf(endMs).map((tick) => (
          <g key={tick}>
            <line x1={share(tick, endMs)} x2={share(tick, endMs)} y1="0" y2={rows.length * ROW} stroke="var(--p-color-border-secondary)" />
            <text x={share(tick, endMs)} y={height - 6} textAnchor={tick === 0 ? "start" : tick === endMs ? "end" : "middle"} fill="var(--p-color-text-secondary)">
              {say("video.seconds", { n: tick / 1000 })}
            </text>
          </g>
        ))}
        {rows.map((row, at) => (
          <g key={`${row.kind}-${at}`}>
            <text x="0" y={at * ROW + NAME - 4} fill="var(--p-color-text)" fontWeight="600">
              {row.name}
            </text>
            {row.bars.map((bar, i) => (
              // A picture in the picture: what does not fit into a bar ends at its edge.
              <svg key={i} x={share(bar.startMs, endMs)} y={at * ROW + NAME} width={share(bar.durationMs, endMs)} height={BAR}>
                <title>{bar.label}</title>
                <rect width="100%" height={BAR} rx="3" fill={colours[row.kind].fill} stroke={colours[row.kind].line} />
                {bar.durationMs / endMs > 0.08 && (
                  <foreignObject width="100%" height={BAR}>
                    <div style={{ padding: "0 6px", lineHeight: `${BAR}px`, whiteSpace: "nowrap", overflow: "hidden", textOverflow: "ellipsis", color: "var(--p-color-text)" }}>{bar.label}</div>
                  </foreignObject>
                )}
              </svg>
            ))}
          </g>
        ))}
      </svg>
      <details>
        <summary style={{ cursor: "pointer" }}>{say("video.timeline_as_text")}</summary>
        <ul style={{ margin: 0, paddingInlineStart: "var(--p-space-500)", overflowWrap: "anywhere" }}>
          {rows.flatMap((row) =>
            row.bars.map((bar, i) => (
              <li key={`${row.name}-${i}`}>
                <Text as="span">{barWords(row.kind, bar)}</Text>
              </li>
            )),
          )}
        </ul>
      </details>
    </BlockStack>
  );
}

const rowWords = ({ name, bars }: TrackRow): string => say("video.timeline_row", { name, bars: bars.map((bar) => bar.label || say("video.nameless")).join(say("common.list_separator")) });

function barWords(kind: TrackRow["kind"], { startMs, durationMs, label }: TrackRow["bars"][number]): string {
  const place = { track: trackWord(kind), from: seconds(startMs), to: seconds(startMs + durationMs) };
  return label ? say("video.timeline_bar_named", { ...place, label }) : say("video.timeline_bar", place);
}

const share = (ms: number, of: number): string => `${Math.round((ms / of) * 100_000) / 1000}%`;
const seconds = (ms: number): number => Math.round(ms / 100) / 10;
