import { Box } from "@shopify/polaris";
import type { BatchView } from "#app/videos/batches/batch-view.ts";
import { BatchRow } from "./batch-row.tsx";

export interface BatchListProps {
  label: string;
  batches: BatchView[];
}

/** Batches one below the other, as links to their pages. */
export function BatchList({ label, batches }: BatchListProps) {
  return (
    <ul aria-label={label} style={{ listStyle: "none", margin: 0, padding: 0 }}>
      {batches.map((batch) => (
        <li key={batch.batchId}>
          <Box paddingInline="400" paddingBlock="300" borderBlockEndWidth="025" borderColor="border">
            <BatchRow batch={batch} />
          </Box>
        </li>
      ))}
    </ul>
  );
}
