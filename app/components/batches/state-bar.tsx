import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import type { BatchCounts } from "#app/videos/batches/batch-view.ts";
import { say } from "#app/words/say.ts";
import { barParts } from "./batch-words.ts";

export interface StateBarProps {
  counts: BatchCounts;
  /** Without its words below, for lists; they are then read out with the bar. */
  compact?: boolean;
}

/** Where the products of a batch stand, as one bar with a part per state and the same in words. */
export function StateBar({ counts, compact = false }: StateBarProps) {
  const parts = barParts.filter(({ key }) => counts[key] > 0).map((part) => ({ ...part, text: say(part.text, { n: counts[part.key] }) }));
  const states = parts.map(({ text }) => text).join(say("common.list_separator")) || say("batches.bar_none");
  return (
    <BlockStack gap="300">
      <div
        role="img"
        aria-label={say("batches.bar", { n: counts.all, states })}
        style={{ display: "flex", gap: "2px", height: compact ? "0.5rem" : "0.75rem", borderRadius: "var(--p-border-radius-full)", overflow: "hidden", background: "var(--p-color-bg-surface-secondary)" }}
      >
        {parts.map(({ key, colour }) => (
          <div key={key} style={{ flex: `${counts[key]} 1 0`, minWidth: "4px", background: `var(${colour})` }} />
        ))}
      </div>
      {!compact && (
        <ul style={{ listStyle: "none", margin: 0, padding: 0, display: "flex", flexWrap: "wrap", gap: "var(--p-space-100) var(--p-space-400)" }}>
          {parts.map(({ key, text, colour }) => (
            <li key={key}>
              <InlineStack gap="150" blockAlign="center" wrap={false}>
                <span aria-hidden style={{ width: "0.75rem", height: "0.75rem", borderRadius: "var(--p-border-radius-100)", background: `var(${colour})`, boxShadow: "inset 0 0 0 1px rgba(0, 0, 0, 0.2)" }} />
                <Text as="span">{text}</Text>
              </InlineStack>
            </li>
          ))}
        </ul>
      )}
    </BlockStack>
  );
}
