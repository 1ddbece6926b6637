import { BlockStack, Text } from "@shopify/polaris";
import type { KeptTracks } from "#app/videos/video-json.ts";
import { placeTracks, ticksOf, TRACK_WORDS } from "./place-tracks.ts";

export interface TimelinePictureProps {
  tracks: KeptTracks;
  /** ms */
  durationMs: number;
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
export function TimelinePicture({ tracks, durationMs }: TimelinePictureProps) {
  const { rows, endMs } = placeTracks(tracks, durationMs);
  if (rows.length === 0 || endMs <= 0) return null;
  const height = rows.length * ROW + AXIS;
  return (
    <BlockStack gap="200">
      <svg role="img" aria-label={`Timeline of ${seconds(endMs)} seconds: ${rows.map((row) => `${row.name}, ${row.bars.map((bar) => bar.label || "without a name").join(", ")}`).join("; ")}`} width="100%" height={height} style={{ display: "block", fontSize: SMALL, fontFamily: "inherit" }}>
        {ticksOf(endMs).map((tick) => (
          <g key={tick}>
            <line x1={share(tick, endMs)} x2={share(tick, endMs)} y1="0" y2={rows.length * ROW} stroke="var(--p-color-border-secondary)" />
            <text x={share(tick, endMs)} y={height - 6} textAnchor={tick === 0 ? "start" : tick === endMs ? "end" : "middle"} fill="var(--p-color-text-secondary)">
              {`${tick / 1000} s`}
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
                <rect width="100%" height={BAR} rx="3" fill={colours[row.kind].fill} stroke={colours[row.kind].line} />
                {bar.durationMs / endMs > 0.12 && (
                  <text x="6" y={BAR - 7} fill="var(--p-color-text)">
                    {bar.label}
                  </text>
                )}
              </svg>
            ))}
          </g>
        ))}
      </svg>
      <details>
        <summary style={{ cursor: "pointer" }}>The timeline as text</summary>
        <ul style={{ margin: 0, paddingInlineStart: "var(--p-space-500)", overflowWrap: "anywhere" }}>
          {rows.flatMap((row) =>
            row.bars.map((bar, i) => (
              <li key={`${row.name}-${i}`}>
                <Text as="span">{`${TRACK_WORDS[row.kind]}, ${seconds(bar.startMs)} to ${seconds(bar.startMs + bar.durationMs)} s${bar.label ? `: ${bar.label}` : ""}`}</Text>
              </li>
            )),
          )}
        </ul>
      </details>
    </BlockStack>
  );
}

const share = (ms: number, of: number): string => `${Math.round((ms / of) * 100_000) / 1000}%`;
const seconds = (ms: number): number => Math.round(ms / 100) / 10;
