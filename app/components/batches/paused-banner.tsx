import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { Problem } from "#app/components/describe-problem.ts";
import type { BatchView } from "#app/videos/batches/batch-view.ts";
import type { BatchAct } from "./batch-act.ts";
import { suggestedCap } from "./batch-words.ts";
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
  const likely = batch.spentCredits + batch.mayStillTake + batch.counts.waiting * (batch.quote?.creditsEach ?? 100);
  const [cap, setCap] = useState(String(Math.max(batch.capCredits ?? 0, suggestedCap(likely))));
  return (
    <Banner tone="warning" title={titles[batch.pausedWhy ?? "person"]}>
      <BlockStack gap="300">
        <Text as="p">{batch.pausedText ?? "No further video begins until you resume it."}</Text>
        {capped && <CapField value={cap} onChange={setCap} error={problem?.code === "batch.cap" ? problem.text : null} />}
        <InlineStack gap="200">
          <Button loading={busy === "resume"} disabled={busy !== null && busy !== "resume"} onClick={() => onAct({ intent: "resume", ...(capped && { capCredits: cap }) })}>
            {capped ? "Resume with this cap" : "Resume"}
          </Button>
          {batch.pausedWhy === "account" && <Button url="/app/settings">Settings</Button>}
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}

const titles = {
  person: "Paused by you",
  cap: "Paused at its cap",
  balance: "Paused: your NemoVideo balance is too low",
  account: "Paused: your NemoVideo account needs you",
  limit: "Paused: Shopify takes no further videos for now",
};
