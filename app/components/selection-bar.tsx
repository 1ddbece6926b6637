import { Button, InlineStack, Text } from "@shopify/polaris";
import { say } from "#app/words/say.ts";

export interface SelectionBarProps {
  count: number;
  /** How many of them are on the page that is shown. */
  shown: number;
  busy: boolean;
  onMake(): void;
  onClear(): void;
}

/** What can be done with ticked products. Stays at the lower edge of the screen, where a thumb is. */
export function SelectionBar({ count, shown, busy, onMake, onClear }: SelectionBarProps) {
  return (
    <div
      role="region"
      aria-label={say("products.selected_region")}
      style={{
        position: "sticky", insetBlockEnd: 0, zIndex: 2, padding: "var(--p-space-300) var(--p-space-400)", paddingBlockEnd: "max(var(--p-space-300), var(--shopify-safe-area-inset-bottom, 0px))",
        background: "var(--p-color-bg-surface)", borderBlockStart: "var(--p-border-width-025) solid var(--p-color-border)", boxShadow: "var(--p-shadow-300)",
      }}
    >
      <InlineStack gap="200" align="space-between" blockAlign="center">
        <div role="status">
          <Text as="p">{say("products.selected", { n: count, others: count - shown })}</Text>
        </div>
        <InlineStack gap="200">
          <Button size="large" onClick={onClear} disabled={busy}>
            {say("products.clear")}
          </Button>
          <Button size="large" variant="primary" onClick={onMake} loading={busy}>
            {say("products.make_n", { n: count })}
          </Button>
        </InlineStack>
      </InlineStack>
    </div>
  );
}
