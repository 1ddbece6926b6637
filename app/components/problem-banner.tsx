import { Banner, BlockStack, Text } from "@shopify/polaris";
import type { Problem } from "./describe-problem.ts";

export interface ProblemBannerProps {
  problem: Problem;
  title: string;
  /** The next step, if it is a click. */
  action?: { content: string; onAction(): void; loading?: boolean };
}

/** What did not work, whether it cost anything, and the next step; stays until it is solved. */
export function ProblemBanner({ problem, title, action }: ProblemBannerProps) {
  return (
    <Banner tone="critical" title={title} {...(action && { action })}>
      <BlockStack gap="100">
        <Text as="p">{problem.text}</Text>
        {problem.charge && <Text as="p">{problem.charge}</Text>}
      </BlockStack>
    </Banner>
  );
}
