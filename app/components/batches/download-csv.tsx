import { Button, InlineError, BlockStack } from "@shopify/polaris";
import { useState } from "react";
import { say } from "#app/words/say.ts";
import { fetchDownload } from "./fetch-download.ts";

/** The batch's rows as a file for a spreadsheet. */
export function DownloadCsv({ batchId }: { batchId: string }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const download = async () => {
    setBusy(true);
    setProblem(await fetchDownload(`/app/batches/${batchId}/csv`, `batch-${batchId}.csv`));
    setBusy(false);
  };
  return (
    <BlockStack gap="100">
      <Button loading={busy} onClick={() => void download()}>
        {say("batches.download_csv")}
      </Button>
      {problem && <InlineError message={problem} fieldID={`csv-${batchId}`} />}
    </BlockStack>
  );
}
