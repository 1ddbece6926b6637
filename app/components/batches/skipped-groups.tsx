import { BlockStack, Link, List, Text } from "@shopify/polaris";
import type { BatchQuote } from "#app/videos/batches/batch-view.ts";
import { say } from "#app/words/say.ts";
import { leftOutWords } from "./batch-words.ts";

/** Which products are left out, by reason, with the way to each of them. */
export function SkippedGroups({ skipped }: { skipped: BatchQuote["skipped"] }) {
  if (skipped.length === 0) return null;
  const all = skipped.reduce((sum, { products }) => sum + products, 0);
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">{say("batches.left_out", { n: all })}</Text>
      <List>
        {skipped.map(({ reason, products }) => (
          <List.Item key={reason}>{leftOutWords(reason, products)}</List.Item>
        ))}
      </List>
      <Link url="?filter=skipped">{say("batches.left_out_show")}</Link>
    </BlockStack>
  );
}
