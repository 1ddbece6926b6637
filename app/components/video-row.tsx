import { Badge, BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { formatElapsed } from "#app/words/format-amounts.ts";
import { say } from "#app/words/say.ts";
import type { VideoRowView } from "#app/videos/video-view.ts";
import { LocalTime } from "./local-time.tsx";
import { SmallPicture } from "./small-picture.tsx";

export interface VideoRowProps {
  video: VideoRowView;
  /** Server's time in ms. */
  now: number;
  ofOneProduct: boolean;
}

/** One video in a list: picture, product, state, one sentence. */
export function VideoRow({ video, now, ofOneProduct }: VideoRowProps) {
  const says = video.problem?.text ?? video.headline;
  const link = (
    <Link url={`/app/videos/${video.id}`} removeUnderline>
      <Text as="span" fontWeight="semibold">
        {ofOneProduct ? <LocalTime iso={video.createdAt} /> : video.productTitle}
      </Text>
    </Link>
  );
  const badge = <Badge {...(video.badge.tone && { tone: video.badge.tone })}>{video.badge.text}</Badge>;
  return (
    <InlineStack gap="300" wrap={false} blockAlign="start">
      {!ofOneProduct && <SmallPicture url={video.pictures[0]?.url ?? null} />}
      <BlockStack gap="100">
        {ofOneProduct ? (
          // Under one another: a time takes more or less room once it is told in the reader's own time zone, and nothing should move then.
          <BlockStack gap="100" inlineAlign="start">
            {link}
            {badge}
          </BlockStack>
        ) : (
          <InlineStack gap="200" blockAlign="center">
            {link}
            {badge}
          </InlineStack>
        )}
        <Text as="p" tone="subdued">
          {video.status === "queued" || video.status === "making" ? say("units.two_sentences", { first: says, second: say("common.so_far", { elapsed: formatElapsed(now - Date.parse(video.createdAt)) }) }) : says}
          {video.waitsUntil && (
            <>
              {" "}
              {say("common.next_try")} <LocalTime iso={video.waitsUntil} />
            </>
          )}
        </Text>
        {video.published && !ofOneProduct && (
          <Text as="p" tone="subdued">
            <LocalTime iso={video.published.at} />
          </Text>
        )}
      </BlockStack>
    </InlineStack>
  );
}
