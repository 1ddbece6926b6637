import { BlockStack, Button, Card, InlineStack, Spinner, Text } from "@shopify/polaris";
import type { BatchAct } from "./batch-act.ts";
import { say } from "#app/words/say.ts";

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
            <Text as="h2" variant="headingMd">{say("batches.gathering", { n: gathered })}</Text>
          </div>
        </InlineStack>
        <Text as="p">
          {say("units.two_sentences", { first: say(started ? "batches.gathering_started" : "batches.gathering_quote"), second: say("batches.may_close") })}
        </Text>
        <InlineStack>
          <Button loading={busy === "cancel"} disabled={busy !== null && busy !== "cancel"} onClick={() => onAct({ intent: "cancel", alsoBegun: "no" })}>
            {say("batches.do_not_make")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
