import { BlockStack, Card, Text } from "@shopify/polaris";
import { creditsIn } from "#app/words/format-amounts.ts";
import { say } from "#app/words/say.ts";

export interface CreditsCardProps {
  credits: { available: number | null; frozen: number | null } | null;
}

/** The balance at NemoVideo, with a word on what is held back. */
export function CreditsCard({ credits }: CreditsCardProps) {
  const available = credits?.available ?? null;
  const frozen = credits?.frozen ?? null;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {say("home.credits")}
        </Text>
        {available === null ? (
          <Text as="p" tone="subdued">
            {say("home.balance_unknown")}
          </Text>
        ) : (
          <Text as="p" variant="headingLg">
            {say("home.credits_available", { credits: creditsIn(available) })}
          </Text>
        )}
        {frozen !== null && frozen > 0 && (
          <Text as="p" tone="subdued">
            {say("home.credits_frozen", { credits: creditsIn(frozen) })}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
