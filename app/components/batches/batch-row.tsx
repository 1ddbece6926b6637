import { Badge, BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { LocalTime } from "#app/components/local-time.tsx";
import type { BatchView } from "#app/videos/batches/batch-view.ts";
import { Said } from "#app/components/said.tsx";
import { say } from "#app/words/say.ts";
import { batchBadge, creditsLine } from "./batch-words.ts";
import { StateBar } from "./state-bar.tsx";

/** One batch in a list: what it is of, how it stands, when it was made and what it took. */
export function BatchRow({ batch }: { batch: BatchView }) {
  const badge = batchBadge(batch);
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Link url={`/app/batches/${batch.batchId}`} removeUnderline>
          <Text as="span" fontWeight="semibold">
            {batch.title}
          </Text>
        </Link>
        <Badge {...(badge.tone && { tone: badge.tone })}>{badge.text}</Badge>
      </InlineStack>
      {batch.counts.all > 0 && <StateBar counts={batch.counts} compact />}
      <Text as="p" tone="subdued">
        <Said id="batches.row" values={{ n: batch.counts.all, credits: batch.confirmedAt ? creditsLine(batch) : say("batches.nothing_charged") }} parts={{ time: () => <LocalTime iso={batch.createdAt} /> }} />
      </Text>
    </BlockStack>
  );
}
