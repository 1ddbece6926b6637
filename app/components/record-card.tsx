import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { RecordLine } from "#app/videos/versions/conversation-view.ts";

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
            Record
          </Text>
          <Button size="slim" onClick={() => void copy()}>
            Copy the record
          </Button>
        </InlineStack>
        <div role="status">
          {copied === "yes" && <Text as="p">Copied.</Text>}
          {copied === "refused" && <Text as="p">Your browser does not allow copying here. Open the record, select it and copy it yourself.</Text>}
        </div>
        <details>
          <summary style={{ cursor: "pointer" }}>Text, pictures, ids, credits and people</summary>
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
