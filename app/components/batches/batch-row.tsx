import { Badge, BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { LocalTime } from "#app/components/local-time.tsx";
import type { BatchView } from "#app/videos/batches/batch-view.ts";
import { countOf } from "#app/words/count-words.ts";
import { batchBadge, creditsLine } from "./batch-words.ts";
import { StateBar } from "./state-bar.tsx";

/** One batch in a list: what it is of, how it stands, when it was made and what it took. */
export function BatchRow({ batch }: { batch: BatchView }) {
  const badge = batchBadge(batch.status);
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
        {`${countOf(batch.counts.all, "product")}, `}
        <LocalTime iso={batch.createdAt} />
        {batch.confirmedAt ? `. ${creditsLine(batch)}` : ". Nothing was charged."}
      </Text>
    </BlockStack>
  );
}
