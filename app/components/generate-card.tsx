import { BlockStack, Button, Card, Text } from "@shopify/polaris";
import { say } from "#app/words/say.ts";
import type { Problem } from "./describe-problem.ts";
import { costSentences } from "./describe-cost.ts";
import { ProblemBanner } from "./problem-banner.tsx";

export interface GenerateCardProps {
  expectedCredits: number;
  credits: { available: number | null; frozen: number | null } | null;
  /** Whether something else must be done first; the page says what. */
  blocked: boolean;
  busy: boolean;
  problem: Problem | null;
  onGenerate(): void;
}

/** The click that pays, with what it costs right above it. */
export function GenerateCard({ expectedCredits, credits, blocked, busy, problem, onGenerate }: GenerateCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("product.make_video")}
        </Text>
        {costSentences(expectedCredits, credits?.available ?? null).map((sentence) => (
          <Text as="p" key={sentence}>
            {sentence}
          </Text>
        ))}
        <Text as="p" tone="subdued">
          {say("product.takes_minutes")}
        </Text>
        {problem && <ProblemBanner problem={problem} title={say("product.none_begun")} />}
        <Button variant="primary" size="large" fullWidth disabled={blocked} loading={busy} onClick={onGenerate}>
          {say("product.generate")}
        </Button>
      </BlockStack>
    </Card>
  );
}
