import { BlockStack, Link, List, Text } from "@shopify/polaris";
import type { BatchQuote } from "#app/videos/batches/batch-view.ts";
import { countOf } from "#app/words/count-words.ts";
import { skipWords } from "./batch-words.ts";

/** Which products are left out, by reason, with the way to each of them. */
export function SkippedGroups({ skipped }: { skipped: BatchQuote["skipped"] }) {
  if (skipped.length === 0) return null;
  const all = skipped.reduce((sum, { products }) => sum + products, 0);
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">{`${countOf(all, "product")} left out`}</Text>
      <List>
        {skipped.map(({ reason, products }) => (
          <List.Item key={reason}>{`${countOf(products, "product")} ${skipWords[reason]}`}</List.Item>
        ))}
      </List>
      <Link url="?filter=skipped">Show them</Link>
    </BlockStack>
  );
}
