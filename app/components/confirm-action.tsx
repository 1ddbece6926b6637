import { BlockStack, Box, Button, InlineStack, Text } from "@shopify/polaris";
import { useAskInPlace } from "./use-ask-in-place.ts";

export interface ConfirmActionProps {
  /** On the button that asks. */
  label: string;
  /** What will happen, with the truth about what it costs. */
  question: string;
  confirmLabel: string;
  keepLabel: string;
  tone?: "critical";
  busy: boolean;
  onConfirm(): void;
}

/** A button that asks once more in its own place before it acts. */
export function ConfirmAction({ label, question, confirmLabel, keepLabel, tone, busy, onConfirm }: ConfirmActionProps) {
  const { asking, setAsking, box } = useAskInPlace();
  if (!asking) {
    return (
      <div ref={box}>
        <Button onClick={() => setAsking(true)} disabled={busy}>
          {label}
        </Button>
      </div>
    );
  }
  return (
    <div ref={box} tabIndex={-1} role="group" aria-label={label} style={{ outline: "none", width: "100%" }}>
      <Box padding="300" background="bg-surface-secondary" borderRadius="200">
        <BlockStack gap="300">
          <Text as="p">{question}</Text>
          <InlineStack gap="200">
            <Button variant="primary" onClick={onConfirm} loading={busy} {...(tone && { tone })}>
              {confirmLabel}
            </Button>
            <Button onClick={() => setAsking(false)} disabled={busy}>
              {keepLabel}
            </Button>
          </InlineStack>
        </BlockStack>
      </Box>
    </div>
  );
}
