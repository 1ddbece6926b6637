import { BlockStack, Box, Button, ChoiceList, InlineStack } from "@shopify/polaris";
import { useState } from "react";
import { useAskInPlace } from "#app/components/use-ask-in-place.ts";
import type { BatchCounts } from "#app/videos/batches/batch-view.ts";
import type { BatchAct } from "./batch-act.ts";
import { countOf } from "#app/words/count-words.ts";

export interface CancelBatchProps {
  counts: BatchCounts;
  busy: string | null;
  onAct(act: BatchAct): void;
}

/** To cancel a batch, with the choice about videos that are being made: to stop them saves nothing for certain. */
export function CancelBatch({ counts, busy, onAct }: CancelBatchProps) {
  const { asking, setAsking, box } = useAskInPlace();
  const [begun, setBegun] = useState<"keep" | "stop">("keep");
  if (!asking) {
    return (
      <div ref={box}>
        <Button disabled={busy !== null} onClick={() => setAsking(true)}>
          Cancel the batch
        </Button>
      </div>
    );
  }
  const stop = { label: "Stop them too", value: "stop", helpText: "NemoVideo already works on them and may still charge for them. They will not be kept." };
  const keep = { label: `Let the ${countOf(counts.making, "video")} finish`, value: "keep", helpText: "They are charged as usual, and you can approve them." };
  return (
    <div ref={box} tabIndex={-1} role="group" aria-label="Cancel the batch" style={{ outline: "none", width: "100%" }}>
      <Box padding="300" background="bg-surface-secondary" borderRadius="200">
        <BlockStack gap="300">
          <p>{`${countOf(counts.waiting, "product")} whose turn has not come cost nothing and get no video. Videos that are ready or published stay.`}</p>
          {counts.making > 0 && (
            <ChoiceList title="Videos that are being made" selected={[begun]} onChange={([chosen]) => setBegun(chosen === "stop" ? "stop" : "keep")} choices={[keep, stop]} />
          )}
          <InlineStack gap="200">
            <Button variant="primary" tone="critical" loading={busy === "cancel"} onClick={() => onAct({ intent: "cancel", alsoBegun: begun === "stop" ? "yes" : "no" })}>
              Cancel the batch
            </Button>
            <Button disabled={busy !== null} onClick={() => setAsking(false)}>
              Go on
            </Button>
          </InlineStack>
        </BlockStack>
      </Box>
    </div>
  );
}
