import { Banner, BlockStack, Button, Card, InlineStack, List, Text } from "@shopify/polaris";
import { useState } from "react";
import { formatCredits } from "#app/words/format-amounts.ts";
import type { BatchQuote, BatchView } from "#app/videos/batches/batch-view.ts";
import type { Problem } from "#app/components/describe-problem.ts";
import { ProblemBanner } from "#app/components/problem-banner.tsx";
import type { BatchAct } from "./batch-act.ts";
import { suggestedCap } from "./batch-words.ts";
import { CapField } from "./cap-field.tsx";
import { QuoteFacts } from "./quote-facts.tsx";
import { SkippedGroups } from "./skipped-groups.tsx";

export interface ContractCardProps {
  batch: BatchView;
  quote: BatchQuote;
  /** Videos without warnings go live by themselves: the shop's own setting. */
  publishesAlone: boolean;
  busy: string | null;
  problem: Problem | null;
  onAct(act: BatchAct): void;
}

/** What the start may cost: a cap below what is expected counts. */
function startLabel(expectedCredits: number, cap: number): string {
  return cap > 0 && cap < expectedCredits ? `Start: at most ${formatCredits(cap)}, then it pauses` : `Start: about ${formatCredits(expectedCredits)}`;
}

/** All that there is to know before anything is spent, and the one button that spends it. */
export function ContractCard({ batch, quote, publishesAlone, busy, problem, onAct }: ContractCardProps) {
  const [cap, setCap] = useState(String(suggestedCap(quote.expectedCredits)));
  const capProblem = problem?.code === "batch.cap" ? problem.text : null;
  return (
    <Card>
      <BlockStack gap="500">
        <Text as="h2" variant="headingMd">
          What this batch comes to
        </Text>
        {quote.blockers.length > 0 && <Sentences tone="warning" title="This batch cannot start yet" sentences={quote.blockers} />}
        <QuoteFacts quote={quote} />
        {quote.notices.length > 0 && <Sentences tone="info" sentences={quote.notices} />}
        <SkippedGroups skipped={quote.skipped} />
        {batch.can.confirm && <CapField value={cap} onChange={setCap} error={capProblem} />}
        {problem && !capProblem && <ProblemBanner problem={problem} title="The batch was not started" />}
        <BlockStack gap="200">
          <InlineStack gap="200">
            {batch.can.confirm && (
              <Button variant="primary" loading={busy === "confirm"} disabled={busy !== null && busy !== "confirm"} onClick={() => onAct({ intent: "confirm", capCredits: cap })}>
                {startLabel(quote.expectedCredits, Number(cap))}
              </Button>
            )}
            <Button loading={busy === "refresh"} disabled={busy !== null && busy !== "refresh"} onClick={() => onAct({ intent: "refresh" })}>
              Look again
            </Button>
            <Button loading={busy === "cancel"} disabled={busy !== null && busy !== "cancel"} onClick={() => onAct({ intent: "cancel", alsoBegun: "no" })}>
              Do not make it
            </Button>
          </InlineStack>
          <Text as="p" tone="subdued">
            {`Nothing was charged yet. ${publishesAlone ? "Videos without warnings go onto their products by themselves, as your settings say." : "No video goes onto a product before you approve it."}`}
          </Text>
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

function Sentences({ tone, title, sentences }: { tone: "info" | "warning"; title?: string; sentences: string[] }) {
  return (
    <Banner tone={tone} {...(title && { title })}>
      {sentences.length === 1 ? (
        <Text as="p">{sentences[0]}</Text>
      ) : (
        <List>
          {sentences.map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      )}
    </Banner>
  );
}
