import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import { formatBytes, formatLength } from "#app/words/format-amounts.ts";
import type { VideoView } from "#app/videos/video-view.ts";
import { say } from "#app/words/say.ts";
import { Film } from "./film.tsx";

export interface VideoPlayerProps {
  player: NonNullable<VideoView["player"]>;
  poster: string | null;
  title: string;
  timeline: string | null;
}

/** The finished file from our own copy, with its facts. The frame has its final size before anything is loaded. */
export function VideoPlayer({ player, poster, title, timeline }: VideoPlayerProps) {
  return (
    <BlockStack gap="200">
      <Film player={player} poster={poster} label={say("video.film_of", { title })} maxHeight="36rem" />
      <InlineStack gap="300">
        <Text as="p" tone="subdued">
          {`${formatLength(player.durationMs)} · ${player.width} × ${player.height} · ${formatBytes(player.bytes)}`}
        </Text>
        <a href={player.url} download={`${title}.mp4`}>
          {say("video.download")}
        </a>
      </InlineStack>
      {timeline && (
        <details>
          <summary style={{ cursor: "pointer" }}>{say("video.what_is_in_it")}</summary>
          <div style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere", paddingBlockStart: "var(--p-space-200)" }}>{timeline}</div>
        </details>
      )}
    </BlockStack>
  );
}
