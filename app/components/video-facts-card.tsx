import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { formatCredits } from "#app/words/format-amounts.ts";
import type { VideoView } from "#app/videos/video-view.ts";
import { LocalTime } from "./local-time.tsx";

/** When what happened, what it cost, and where the video stands. */
export function VideoFactsCard({ video }: { video: VideoView }) {
  const { before, after } = video.credits;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          About this video
        </Text>
        <dl style={{ margin: 0, display: "grid", gap: "var(--p-space-200)" }}>
          <Fact name="Asked for">
            <LocalTime iso={video.createdAt} />
          </Fact>
          <Fact name="Message to NemoVideo">
            {video.sentAt ? (
              <>
                Sent once, <LocalTime iso={video.sentAt} />
              </>
            ) : (
              "Not sent"
            )}
          </Fact>
          {before !== null && <Fact name="Balance before">{formatCredits(before)}</Fact>}
          {after !== null && <Fact name="Balance after">{formatCredits(after)}</Fact>}
          {video.published && (
            <Fact name="On the product since">
              <LocalTime iso={video.published.at} />
              {video.published.position !== null && `, place ${video.published.position + 1}`}
            </Fact>
          )}
        </dl>
        {video.published && (
          <Link url={`shopify:admin/products/${video.productGid.split("/").pop()}`} target="_top">
            Open the product in Shopify
          </Link>
        )}
      </BlockStack>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>
        <Text as="span" variant="bodySm" tone="subdued">
          {name}
        </Text>
      </dt>
      <dd style={{ margin: 0 }}>
        <Text as="span">{children}</Text>
      </dd>
    </div>
  );
}
