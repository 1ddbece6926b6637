import { BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { usePolledJson } from "#app/components/use-polled-json.ts";
import { moves } from "#app/videos/batches/batch-moves.ts";
import type { BatchView } from "#app/videos/batches/batch-view.ts";
import { say } from "#app/words/say.ts";
import type { BatchPage } from "./batch-page.ts";
import { BatchRow } from "./batch-row.tsx";

const LOOK_EVERY_MS = 5_000;

/** Batches that are under way or wait for the merchant. */
const isOpen = (batch: BatchView): boolean => moves(batch) || ["quoted", "paused"].includes(batch.status) || batch.counts.ready > 0;

/** The open ones among the shop's newest batches, on Home; nothing where there are none. */
export function RunningBatchesCard({ initial }: { initial: BatchPage }) {
  const { value: page } = usePolledJson<BatchPage>({ url: `/app/batches-progress?take=${Math.max(1, initial.batches.length)}`, initial, everyMs: LOOK_EVERY_MS, moving: (seen) => seen.batches.some(moves), paused: false });
  const batches = page.batches.filter(isOpen);
  if (batches.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {say("frame.batches")}
          </Text>
          <Link url="/app/batches">{say("home.all_batches")}</Link>
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
