import { Button, InlineStack } from "@shopify/polaris";
import { ConfirmAction } from "#app/components/confirm-action.tsx";
import type { BatchView } from "#app/videos/batches/batch-view.ts";
import type { BatchAct } from "./batch-act.ts";
import { countOf } from "#app/words/count-words.ts";
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
          label={`Approve all ${counts.ready} that are ready`}
          question={`Put ${countOf(counts.ready, "video")} on their products? This is free, and each can be taken off again.`}
          confirmLabel={`Approve ${countOf(counts.ready, "video")}`}
          keepLabel="Not yet"
          busy={busy !== null}
          onConfirm={() => onAct({ intent: "approve", videoIds: "" })}
        />
      )}
      {can.pause && (
        <Button {...button("pause")} onClick={() => onAct({ intent: "pause" })}>
          Pause
        </Button>
      )}
      {can.retryFailed && (
        <Button {...button("retry")} onClick={() => onAct({ intent: "retry" })}>
          Try again what is free
        </Button>
      )}
      {can.cancel && <CancelBatch counts={counts} busy={busy} onAct={onAct} />}
      {can.undoAll && (
        <ConfirmAction
          label="Take all off again"
          question={`Take ${countOf(counts.published, "video")} of this batch off their products again? An older video whose place one took comes back. This is free; what NemoVideo charged is not given back. Your own media stay as they are.`}
          confirmLabel={`Take ${countOf(counts.published, "video")} off`}
          keepLabel="Leave them"
          tone="critical"
          busy={busy !== null}
          onConfirm={() => onAct({ intent: "undo" })}
        />
      )}
      <DownloadCsv batchId={batch.batchId} />
    </InlineStack>
  );
}
