import { BlockStack, Box, Button, ChoiceList, InlineStack } from "@shopify/polaris";
import { useState } from "react";
import { useAskInPlace } from "#app/components/use-ask-in-place.ts";
import type { BatchCounts } from "#app/videos/batches/batch-view.ts";
import type { BatchAct } from "./batch-act.ts";
import { say } from "#app/words/say.ts";

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
          {say("batches.cancel")}
        </Button>
      </div>
    );
  }
  const stop = { label: say("batches.cancel_stop"), value: "stop", helpText: say("batches.cancel_stop_help") };
  const keep = { label: say("batches.cancel_keep", { n: counts.making }), value: "keep", helpText: say("batches.cancel_keep_help") };
  return (
    <div ref={box} tabIndex={-1} role="group" aria-label={say("batches.cancel")} style={{ outline: "none", width: "100%" }}>
      <Box padding="300" background="bg-surface-secondary" borderRadius="200">
        <BlockStack gap="300">
          <p>{say("batches.cancel_waiting", { n: counts.waiting })}</p>
          {counts.making > 0 && (
            <ChoiceList title={say("batches.cancel_making")} selected={[begun]} onChange={([chosen]) => setBegun(chosen === "stop" ? "stop" : "keep")} choices={[keep, stop]} />
          )}
          <InlineStack gap="200">
            <Button variant="primary" tone="critical" loading={busy === "cancel"} onClick={() => onAct({ intent: "cancel", alsoBegun: begun === "stop" ? "yes" : "no" })}>
              {say("batches.cancel")}
            </Button>
            <Button disabled={busy !== null} onClick={() => setAsking(false)}>
              {say("batches.cancel_go_on")}
            </Button>
          </InlineStack>
        </BlockStack>
      </Box>
    </div>
  );
}
