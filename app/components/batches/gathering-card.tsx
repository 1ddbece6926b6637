import { BlockStack, Button, Card, InlineStack, Spinner, Text } from "@shopify/polaris";
import type { BatchAct } from "./batch-act.ts";
import { countOf } from "#app/words/count-words.ts";

export interface GatheringCardProps {
  gathered: number;
  /** It was started already and begins by itself. */
  started: boolean;
  busy: string | null;
  onAct(act: BatchAct): void;
}

/** The products are being looked up: how many so far, and that nothing was spent. */
export function GatheringCard({ gathered, started, busy, onAct }: GatheringCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center" wrap={false}>
          <Spinner size="small" />
          <div role="status">
            <Text as="h2" variant="headingMd">{`Looking at the products: ${countOf(gathered, "product")} so far`}</Text>
          </div>
        </InlineStack>
        <Text as="p">
          {started ? "The batch begins by itself as soon as its products are known." : "As soon as they are known you see what the batch comes to. Nothing is charged before you start it."} You may close this page meanwhile.
        </Text>
        <InlineStack>
          <Button loading={busy === "cancel"} disabled={busy !== null && busy !== "cancel"} onClick={() => onAct({ intent: "cancel", alsoBegun: "no" })}>
            Do not make it
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
