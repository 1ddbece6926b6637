import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { Problem } from "#app/components/describe-problem.ts";
import { creditsIn } from "#app/words/format-amounts.ts";
import { say } from "#app/words/say.ts";
import type { BatchView } from "#app/videos/batches/batch-view.ts";
import type { BatchAct } from "./batch-act.ts";
import { creditsNeeded } from "./batch-words.ts";
import { CapField } from "./cap-field.tsx";

export interface PausedBannerProps {
  batch: BatchView;
  busy: string | null;
  problem: Problem | null;
  onAct(act: BatchAct): void;
}

/** Why a batch paused, and the way on; paused by its cap, the cap can be raised here. */
export function PausedBanner({ batch, busy, problem, onAct }: PausedBannerProps) {
  const capped = batch.pausedWhy === "cap";
  const { more, total } = creditsNeeded(batch);
  const [cap, setCap] = useState(String(Math.max(batch.capCredits ?? 0, total)));
  return (
    <Banner tone="warning" title={say(`batches.paused_${batch.pausedWhy ?? "person"}`)}>
      <BlockStack gap="300">
        <Text as="p">{batch.pausedText ?? say("batches.paused_until")}</Text>
        {capped && more > 0 && <Text as="p">{say("batches.cap_needed", { n: batch.counts.waiting, more: creditsIn(more), total: creditsIn(total) })}</Text>}
        {capped && <CapField value={cap} onChange={setCap} error={problem?.code === "batch.cap" ? problem.text : null} />}
        <InlineStack gap="200">
          <Button loading={busy === "resume"} disabled={busy !== null && busy !== "resume"} onClick={() => onAct({ intent: "resume", ...(capped && { capCredits: cap }) })}>
            {say(capped ? "batches.resume_capped" : "batches.resume")}
          </Button>
          {batch.pausedWhy === "account" && <Button url="/app/settings">{say("frame.settings")}</Button>}
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}
