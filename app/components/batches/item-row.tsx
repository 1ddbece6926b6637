import { Badge, BlockStack, Box, Button, InlineGrid, InlineStack, Link, Text } from "@shopify/polaris";
import { useState } from "react";
import { SmallPicture } from "#app/components/small-picture.tsx";
import { VideoPlayer } from "#app/components/video-player.tsx";
import { productPath } from "#app/lib/product-address.ts";
import type { BatchItemView } from "#app/videos/batches/batch-view.ts";
import type { VideoBadge } from "#app/videos/video-view.ts";
import { ROW } from "./use-row-keys.ts";

export interface ItemRowProps {
  item: BatchItemView;
  approving: boolean;
  onApprove(videoId: string): void;
}

/** One product of a batch: how its video stands, a look at the preview in place, and its approval. */
export function ItemRow({ item, approving, onApprove }: ItemRowProps) {
  const [watching, setWatching] = useState(false);
  const { video } = item;
  const badge = video?.badge ?? withoutVideo[item.state];
  const player = video?.can.approve ? video.player : null;
  return (
    <div {...{ [ROW]: String(item.position) }} tabIndex={-1} role="group" aria-label={`${titleOf(item)}, ${badge.text}`}>
      <Box paddingInline="400" paddingBlock="300" borderBlockEndWidth="025" borderColor="border">
        <InlineGrid columns={{ xs: "minmax(0, 1fr)", md: "minmax(0, 1fr) auto" }} gap="300" alignItems="center">
          <InlineStack gap="300" wrap={false} blockAlign="center">
            <SmallPicture url={video?.pictures[0]?.url ?? null} />
            <BlockStack gap="100">
              <InlineStack gap="200" blockAlign="center">
                <Link url={video ? `/app/videos/${video.id}` : productPath(item.productGid)} removeUnderline>
                  <Text as="span" fontWeight="semibold">
                    {titleOf(item)}
                  </Text>
                </Link>
                <Badge {...(badge.tone && { tone: badge.tone })}>{badge.text}</Badge>
              </InlineStack>
              <Sentence item={item} />
            </BlockStack>
          </InlineStack>
          {video?.can.approve && (
            <InlineStack gap="200">
              {player && (
                <Button onClick={() => setWatching(!watching)} ariaExpanded={watching} accessibilityLabel={`${watching ? "Close" : "Watch"} the video of ${titleOf(item)}`}>
                  {watching ? "Close" : "Watch"}
                </Button>
              )}
              <Button loading={approving} onClick={() => onApprove(video.id)} accessibilityLabel={`Approve the video of ${titleOf(item)}`}>
                Approve
              </Button>
            </InlineStack>
          )}
        </InlineGrid>
        {watching && player && (
          <Box paddingBlockStart="300" maxWidth="24rem">
            <VideoPlayer player={player} poster={null} title={titleOf(item)} timeline={video?.timeline ?? null} />
          </Box>
        )}
      </Box>
    </div>
  );
}

/** What there is to say beyond the badge. A video that moves says the rest on its own page. */
function Sentence({ item: { video, skipText } }: { item: BatchItemView }) {
  const text = skipText ?? (video?.problem ? `${video.problem.text} ${video.problem.charge}` : null) ?? (video?.warnings[0]?.text ?? null);
  return text ? (
    <Text as="p" tone="subdued">
      {text}
    </Text>
  ) : null;
}

const titleOf = (item: BatchItemView): string => item.productTitle || "A product that is not looked up yet";

const withoutVideo: Record<BatchItemView["state"], VideoBadge> = {
  new: { text: "Not looked up yet" },
  waiting: { text: "Waiting" },
  skipped: { text: "Left out" },
  begun: { text: "Begun" },
  canceled: { text: "Canceled" },
};
