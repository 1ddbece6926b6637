import { Button, InlineStack } from "@shopify/polaris";
import { ConfirmAction } from "#app/components/confirm-action.tsx";
import type { BatchView } from "#app/videos/batches/batch-view.ts";
import type { BatchAct } from "./batch-act.ts";
import { say } from "#app/words/say.ts";
import { CancelBatch } from "./cancel-batch.tsx";
import { DownloadCsv } from "./download-csv.tsx";

export interface BatchControlsProps {
  batch: BatchView;
  busy: string | null;
  onAct(act: BatchAct): void;
}

/** Everything that can be done with the whole batch. To resume stands where the page says why it paused. */
export function BatchControls({ batch, busy, onAct }: BatchControlsProps) {
  const { can, counts } = batch;
  const button = (intent: BatchAct["intent"]) => ({ loading: busy === intent, disabled: busy !== null && busy !== intent });
  return (
    <InlineStack gap="200">
      {can.approveAll && (
        <ConfirmAction
          label={say("batches.approve_all", { n: counts.ready })}
          question={say("batches.approve_all_question", { n: counts.ready })}
          confirmLabel={say("batches.approve_n", { n: counts.ready })}
          keepLabel={say("batches.not_yet")}
          busy={busy !== null}
          onConfirm={() => onAct({ intent: "approve", videoIds: "" })}
        />
      )}
      {can.pause && (
        <Button {...button("pause")} onClick={() => onAct({ intent: "pause" })}>
          {say("batches.pause")}
        </Button>
      )}
      {can.retryFailed && (
        <Button {...button("retry")} onClick={() => onAct({ intent: "retry" })}>
          {say("batches.try_free")}
        </Button>
      )}
      {can.cancel && <CancelBatch counts={counts} busy={busy} onAct={onAct} />}
      {can.undoAll && (
        <ConfirmAction
          label={say("batches.undo_all")}
          question={say("batches.undo_all_question", { n: counts.published })}
          confirmLabel={say("batches.undo_n", { n: counts.published })}
          keepLabel={say("batches.undo_keep")}
          tone="critical"
          busy={busy !== null}
          onConfirm={() => onAct({ intent: "undo" })}
        />
      )}
      <DownloadCsv batchId={batch.batchId} />
    </InlineStack>
  );
}
