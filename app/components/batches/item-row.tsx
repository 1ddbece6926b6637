import { Badge, BlockStack, Box, Button, InlineGrid, InlineStack, Link, Text } from "@shopify/polaris";
import { useState } from "react";
import { SmallPicture } from "#app/components/small-picture.tsx";
import { VideoPlayer } from "#app/components/video-player.tsx";
import { productPath } from "#app/lib/product-address.ts";
import { say } from "#app/words/say.ts";
import type { ItemRowData } from "./item-row-data.ts";
import { ROW } from "./use-row-keys.ts";

export interface ItemRowProps {
  row: ItemRowData;
  /** The row's own, or the product's as Shopify has it. */
  pictureUrl: string | null;
  approving: boolean;
  onApprove(videoId: string): void;
}

/** One product of a batch: how its video stands, a look at the preview in place, and its approval. */
export function ItemRow({ row, pictureUrl, approving, onApprove }: ItemRowProps) {
  const [watching, setWatching] = useState(false);
  const { title, badge, videoId, player } = row;
  return (
    <div {...{ [ROW]: String(row.position) }} tabIndex={-1} role="group" aria-label={say("batches.row_state", { title, state: badge.text })}>
      <Box paddingInline="400" paddingBlock="300" borderBlockEndWidth="025" borderColor="border">
        <InlineGrid columns={{ xs: "minmax(0, 1fr)", md: "minmax(0, 1fr) auto" }} gap="300" alignItems="center">
          <InlineStack gap="300" wrap={false} blockAlign="center">
            <SmallPicture url={pictureUrl} />
            <BlockStack gap="100">
              <InlineStack gap="200" blockAlign="center">
                <Link url={videoId ? `/app/videos/${videoId}` : productPath(row.productGid)} removeUnderline>
                  <Text as="span" fontWeight="semibold">
                    {title}
                  </Text>
                </Link>
                <Badge {...(badge.tone && { tone: badge.tone })}>{badge.text}</Badge>
              </InlineStack>
              {row.sentence && (
                <Text as="p" tone="subdued">
                  {row.sentence}
                </Text>
              )}
            </BlockStack>
          </InlineStack>
          {videoId && row.mayApprove && (
            <InlineStack gap="200">
              {player && (
                <Button onClick={() => setWatching(!watching)} ariaExpanded={watching} accessibilityLabel={say(watching ? "batches.close_of" : "batches.watch_of", { title })}>
                  {say(watching ? "batches.close" : "batches.watch")}
                </Button>
              )}
              <Button loading={approving} onClick={() => onApprove(videoId)} accessibilityLabel={say("batches.approve_of", { title })}>
                {say("batches.approve")}
              </Button>
            </InlineStack>
          )}
        </InlineGrid>
        {watching && player && (
          <Box paddingBlockStart="300" maxWidth="24rem">
            <VideoPlayer player={player} poster={null} title={title} timeline={null} />
          </Box>
        )}
      </Box>
    </div>
  );
}
