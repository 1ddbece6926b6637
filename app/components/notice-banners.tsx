import { Banner, BlockStack, List, Text } from "@shopify/polaris";
import type { VideoRowView } from "#app/videos/video-view.ts";
import { say } from "#app/words/say.ts";

export interface NoticeBannersProps {
  current: VideoRowView | null;
  blockers: string[];
  notices: string[];
}

/** What a merchant must know before asking for a video; one banner, the most important first. */
export function NoticeBanners({ current, blockers, notices }: NoticeBannersProps) {
  if (current) {
    return (
      <Banner tone="info" title={say(current.moving ? "product.on_its_way" : "product.waits_for_you")} action={{ content: say("product.open_video"), url: `/app/videos/${current.id}` }}>
        <Text as="p">{say("product.another_after", { headline: current.headline })}</Text>
      </Banner>
    );
  }
  if (blockers.length > 0) return <Sentences tone="warning" title={say("product.none_yet")} sentences={blockers} />;
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
