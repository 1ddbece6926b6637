import { Banner, BlockStack, List, Text } from "@shopify/polaris";
import type { VideoRowView } from "#app/videos/video-view.ts";

export interface NoticeBannersProps {
  current: VideoRowView | null;
  blockers: string[];
  notices: string[];
}

/** What a merchant must know before asking for a video; one banner, the most important first. */
export function NoticeBanners({ current, blockers, notices }: NoticeBannersProps) {
  if (current) {
    return (
      <Banner tone="info" title={current.moving ? "A video of this product is on its way" : "A video of this product waits for you"} action={{ content: "Open the video", url: `/app/videos/${current.id}` }}>
        <Text as="p">{current.headline} Another one can be made when this one is approved or discarded.</Text>
      </Banner>
    );
  }
  if (blockers.length > 0) return <Sentences tone="warning" title="No video can be made yet" sentences={blockers} />;
  if (notices.length > 0) return <Sentences tone="info" sentences={notices} />;
  return null;
}

function Sentences({ tone, title, sentences }: { tone: "info" | "warning"; title?: string; sentences: string[] }) {
  return (
    <Banner tone={tone} {...(title && { title })}>
      <BlockStack gap="100">
        {sentences.length === 1 ? (
          <Text as="p">{sentences[0]}</Text>
        ) : (
          <List>
            {sentences.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
        )}
      </BlockStack>
    </Banner>
  );
}
