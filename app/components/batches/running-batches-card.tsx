import { BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { BatchView } from "#app/videos/batches/batch-view.ts";
import { BatchRow } from "./batch-row.tsx";

/** Batches that are under way or wait for the merchant, on Home; nothing where there are none. */
export function RunningBatchesCard({ batches }: { batches: BatchView[] }) {
  if (batches.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Batches
          </Text>
          <Link url="/app/batches">All batches</Link>
        </InlineStack>
        <ul style={{ listStyle: "none", margin: 0, padding: 0, display: "grid", gap: "var(--p-space-400)" }}>
          {batches.map((batch) => (
            <li key={batch.batchId}>
              <BatchRow batch={batch} />
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}
