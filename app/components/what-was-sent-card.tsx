import { BlockStack, Card, Text } from "@shopify/polaris";
import type { VideoView } from "#app/videos/video-view.ts";
import { say } from "#app/words/say.ts";
import { PictureGrid } from "./picture-grid.tsx";

/** The pictures and the text of this video. */
export function WhatWasSentCard({ video }: { video: VideoView }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("video.made_from")}
        </Text>
        <PictureGrid pictures={video.pictures} />
        <details>
          <summary style={{ cursor: "pointer" }}>{say("video.text_for_nemo")}</summary>
          <div style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere", paddingBlockStart: "var(--p-space-200)" }}>{video.prompt}</div>
        </details>
      </BlockStack>
    </Card>
  );
}
