import { Banner, BlockStack, Button, Card, InlineStack, List, Text } from "@shopify/polaris";
import { useState } from "react";
import { creditsIn } from "#app/words/format-amounts.ts";
import { say } from "#app/words/say.ts";
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
  return cap > 0 && cap < expectedCredits ? say("batches.start_capped", { credits: creditsIn(cap) }) : say("batches.start", { credits: creditsIn(expectedCredits) });
}

/** All that there is to know before anything is spent, and the one button that spends it. */
export function ContractCard({ batch, quote, publishesAlone, busy, problem, onAct }: ContractCardProps) {
  const [cap, setCap] = useState(String(suggestedCap(quote.expectedCredits)));
  const capProblem = problem?.code === "batch.cap" ? problem.text : null;
  return (
    <Card>
      <BlockStack gap="500">
        <Text as="h2" variant="headingMd">
          {say("batches.contract")}
        </Text>
        {quote.blockers.length > 0 && <Sentences tone="warning" title={say("batches.cannot_start")} sentences={quote.blockers} />}
        <QuoteFacts quote={quote} />
        {quote.notices.length > 0 && <Sentences tone="info" sentences={quote.notices} />}
        <SkippedGroups skipped={quote.skipped} />
        {batch.can.confirm && <CapField value={cap} onChange={setCap} error={capProblem} />}
        {problem && !capProblem && <ProblemBanner problem={problem} title={say("batches.not_started")} />}
        <BlockStack gap="200">
          <InlineStack gap="200">
            {batch.can.confirm && (
              <Button variant="primary" loading={busy === "confirm"} disabled={busy !== null && busy !== "confirm"} onClick={() => onAct({ intent: "confirm", capCredits: cap })}>
                {startLabel(quote.expectedCredits, Number(cap))}
              </Button>
            )}
            <Button loading={busy === "refresh"} disabled={busy !== null && busy !== "refresh"} onClick={() => onAct({ intent: "refresh" })}>
              {say("batches.look_again")}
            </Button>
            <Button loading={busy === "cancel"} disabled={busy !== null && busy !== "cancel"} onClick={() => onAct({ intent: "cancel", alsoBegun: "no" })}>
              {say("batches.do_not_make")}
            </Button>
          </InlineStack>
          <Text as="p" tone="subdued">
            {say("units.two_sentences", { first: say("batches.not_charged_yet"), second: say(publishesAlone ? "batches.publishes_alone" : "batches.publishes_approved") })}
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
