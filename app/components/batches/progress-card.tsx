import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { LocalTime } from "#app/components/local-time.tsx";
import { say, type WordId } from "#app/words/say.ts";
import type { BatchView } from "#app/videos/batches/batch-view.ts";
import type { BatchAct } from "./batch-act.ts";
import { BatchControls } from "./batch-controls.tsx";
import { creditsLine } from "./batch-words.ts";
import { StateBar } from "./state-bar.tsx";

export interface ProgressCardProps {
  batch: BatchView;
  /** The page has not heard from the server for a while. */
  lost: boolean;
  busy: string | null;
  onAct(act: BatchAct): void;
}

/** How a batch stands: its bar, what it took so far beside the cap, and what can be done with it. */
export function ProgressCard({ batch, lost, busy, onAct }: ProgressCardProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack gap="200" align="space-between">
          <Text as="h2" variant="headingMd">
            {say(headline(batch))}
          </Text>
          {batch.finishedAt && (
            <Text as="p" tone="subdued">
              <LocalTime iso={batch.finishedAt} />
            </Text>
          )}
        </InlineStack>
        <StateBar counts={batch.counts} />
        {batch.confirmedAt ? <CreditsBar batch={batch} /> : <Text as="p" tone="subdued">{say("batches.nothing_charged")}</Text>}
        {lost && (
          <Text as="p" tone="subdued">
            {say("batches.lost")}
          </Text>
        )}
        <BatchControls batch={batch} busy={busy} onAct={onAct} />
      </BlockStack>
    </Card>
  );
}

function headline({ status, counts }: BatchView): WordId {
  if (status === "canceled") return "batches.head_canceled";
  if (status === "done" && counts.attention > 0) return "batches.head_needs_you";
  if (status === "done") return counts.ready > 0 ? "batches.head_to_approve" : "batches.head_done";
  if (status === "paused") return "batches.head_paused";
  return "batches.head_running";
}

function CreditsBar({ batch }: { batch: BatchView }) {
  const of = batch.capCredits ?? 0;
  const share = (credits: number) => `${Math.min(100, (100 * credits) / of)}%`;
  return (
    <BlockStack gap="150">
      <Text as="h3" variant="headingSm">
        {say("batches.credits")}
      </Text>
      {of > 0 && (
        <div aria-hidden style={{ position: "relative", height: "0.25rem", borderRadius: "var(--p-border-radius-full)", overflow: "hidden", background: "var(--p-color-bg-surface-secondary-active)" }}>
          <div style={{ position: "absolute", insetBlock: 0, insetInlineStart: 0, width: share(batch.spentCredits + batch.mayStillTake), background: "var(--p-color-bg-fill-tertiary-active)" }} />
          <div style={{ position: "absolute", insetBlock: 0, insetInlineStart: 0, width: share(batch.spentCredits), background: "var(--p-color-bg-fill-brand)" }} />
        </div>
      )}
      <Text as="p">{creditsLine(batch)}</Text>
    </BlockStack>
  );
}
