import { BlockStack, Card, Text } from "@shopify/polaris";
import { formatCredits } from "#app/lib/format-amounts.ts";

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
          NemoVideo credits
        </Text>
        {available === null ? (
          <Text as="p" tone="subdued">
            NemoVideo did not tell the balance just now. Videos can still be made.
          </Text>
        ) : (
          <Text as="p" variant="headingLg">
            {formatCredits(available)} available
          </Text>
        )}
        {frozen !== null && frozen > 0 && (
          <Text as="p" tone="subdued">
            {formatCredits(frozen)} are held back for videos that are being made. What is not used comes back.
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
