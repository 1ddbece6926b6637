import { BlockStack, Card, Text } from "@shopify/polaris";
import type { VideoRowView } from "#app/videos/video-view.ts";
import { VideoRow } from "./video-row.tsx";

export interface VideoListCardProps {
  title: string;
  videos: VideoRowView[];
  /** Server's time in ms. */
  now: number;
  /** What an empty list says; null leaves the card out. */
  hint: string | null;
  /** Under a product its title says nothing: the rows then begin with the day. */
  ofOneProduct?: boolean;
}

/** Some videos as links to their pages. */
export function VideoListCard({ title, videos, now, hint, ofOneProduct = false }: VideoListCardProps) {
  if (videos.length === 0 && hint === null) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {videos.length === 0 ? (
          <Text as="p" tone="subdued">
            {hint}
          </Text>
        ) : (
          <ul style={{ listStyle: "none", margin: 0, padding: 0, display: "grid", gap: "var(--p-space-300)" }}>
            {videos.map((video) => (
              <li key={video.id}>
                <VideoRow video={video} now={now} ofOneProduct={ofOneProduct} />
              </li>
            ))}
          </ul>
        )}
      </BlockStack>
    </Card>
  );
}
