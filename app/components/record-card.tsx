import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { RecordLine } from "#app/videos/versions/conversation-view.ts";
import { say } from "#app/words/say.ts";

/** How this version came about, to be read and to be copied whole. */
export function RecordCard({ record }: { record: RecordLine[] }) {
  const [copied, setCopied] = useState<"no" | "yes" | "refused">("no");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(record.map(({ name, value }) => `${name}: ${value}`).join("\n"));
      setCopied("yes");
    } catch {
      // Inside the admin's frame a browser may refuse it; said below.
      setCopied("refused");
    }
  };
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {say("record.heading")}
          </Text>
          <Button size="slim" onClick={() => void copy()}>
            {say("record.copy")}
          </Button>
        </InlineStack>
        <div role="status">
          {copied === "yes" && <Text as="p">{say("record.copied")}</Text>}
          {copied === "refused" && <Text as="p">{say("record.copy_refused")}</Text>}
        </div>
        <details>
          <summary style={{ cursor: "pointer" }}>{say("record.what_it_has")}</summary>
          <dl style={{ margin: 0, paddingBlockStart: "var(--p-space-200)", display: "grid", gap: "var(--p-space-200)" }}>
            {record.map(({ name, value }) => (
              <div key={name}>
                <dt>
                  <Text as="span" variant="bodySm" tone="subdued">
                    {name}
                  </Text>
                </dt>
                <dd style={{ margin: 0, overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      </BlockStack>
    </Card>
  );
}
