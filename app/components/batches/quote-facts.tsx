import { Text } from "@shopify/polaris";
import { formatCredits } from "#app/words/format-amounts.ts";
import type { BatchQuote } from "#app/videos/batches/batch-view.ts";
import { countOf, groupDigits } from "#app/words/count-words.ts";
import { rangeWords } from "./batch-words.ts";

/** What a batch comes to, fact by fact. What is not known is left out, but for the balance, whose absence is said. */
export function QuoteFacts({ quote }: { quote: BatchQuote }) {
  return (
    <dl style={{ margin: 0, display: "grid", gridTemplateColumns: "minmax(7rem, max-content) minmax(0, 1fr)", gap: "var(--p-space-200) var(--p-space-400)" }}>
      {facts(quote).map(({ name, value, more }) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>
            <Text as="span" tone="subdued">
              {name}
            </Text>
          </dt>
          <dd style={{ margin: 0 }}>
            <Text as="span" fontWeight="semibold">
              {value}
            </Text>
            {more && <Text as="p" tone="subdued">{more}</Text>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function facts(quote: BatchQuote): { name: string; value: string; more?: string | undefined }[] {
  const room = [
    { name: "Shopify plan", left: quote.planSlotsLeft, more: "Videos that your plan still has room for." },
    { name: "This week", left: quote.weekLeft, more: "Videos that Shopify still takes from this app this week." },
    { name: "This hour", left: quote.hourLeft, more: "Videos that Shopify still takes from this app within the hour; the others wait their turn." },
  ];
  return [
    { name: "Videos", value: countOf(quote.products, "video") },
    { name: "Credits", value: `About ${formatCredits(quote.expectedCredits)}`, more: `NemoVideo usually charges about ${formatCredits(quote.creditsEach)} for one video. It names no price beforehand.` },
    { name: "Your balance", value: quote.available === null ? "Not known just now" : `${formatCredits(quote.available)} available`, more: frozenWords(quote.frozen) },
    ...room.flatMap(({ name, left, more }) => (left === null ? [] : [{ name, value: `Room for ${groupDigits(left)} more`, more }])),
    ...(quote.products > 0 ? [{ name: "Time", value: rangeWords(quote.minutes), more: "Until the last preview is there. You may close this page meanwhile." }] : []),
  ];
}

const frozenWords = (frozen: number | null): string | undefined =>
  frozen ? `Another ${formatCredits(frozen)} are frozen: held back for videos that are being made. What is not used comes back.` : undefined;
