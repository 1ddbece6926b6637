import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { formatCredits } from "#app/words/format-amounts.ts";
import type { VideoView } from "#app/videos/video-view.ts";
import { say } from "#app/words/say.ts";
import { LocalTime } from "./local-time.tsx";
import { Said } from "./said.tsx";

/** When what happened, what it cost, and where the video stands. */
export function VideoFactsCard({ video }: { video: VideoView }) {
  const { before, after } = video.credits;
  const { sentAt, published } = video;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {say("video.about")}
        </Text>
        <dl style={{ margin: 0, display: "grid", gap: "var(--p-space-200)" }}>
          <Fact name={say("video.asked_for")}>
            <LocalTime iso={video.createdAt} />
          </Fact>
          <Fact name={say("video.message")}>{sentAt ? <Said id="video.sent_once" parts={{ when: () => <LocalTime iso={sentAt} /> }} /> : say("video.not_sent")}</Fact>
          {before !== null && <Fact name={say("video.balance_before")}>{formatCredits(before)}</Fact>}
          {after !== null && <Fact name={say("video.balance_after")}>{formatCredits(after)}</Fact>}
          {published && (
            <Fact name={say("video.on_product_since")}>
              {published.position === null ? <LocalTime iso={published.at} /> : <Said id="video.on_product_place" values={{ n: published.position + 1 }} parts={{ when: () => <LocalTime iso={published.at} /> }} />}
            </Fact>
          )}
        </dl>
        {published && (
          <Link url={`shopify:admin/products/${video.productGid.split("/").pop()}`} target="_top">
            {say("video.open_in_shopify")}
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
