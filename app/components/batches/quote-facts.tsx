import { Text } from "@shopify/polaris";
import { creditsIn } from "#app/words/format-amounts.ts";
import { say } from "#app/words/say.ts";
import type { BatchQuote } from "#app/videos/batches/batch-view.ts";
import { countOf } from "#app/words/count-words.ts";
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
    { name: say("batches.fact_plan"), left: quote.planSlotsLeft, more: say("batches.fact_plan_more") },
    { name: say("batches.fact_week"), left: quote.weekLeft, more: say("batches.fact_week_more") },
    { name: say("batches.fact_hour"), left: quote.hourLeft, more: say("batches.fact_hour_more") },
  ];
  return [
    { name: say("batches.fact_videos"), value: countOf(quote.products, "video") },
    { name: say("batches.fact_credits"), value: say("batches.fact_credits_about", { credits: creditsIn(quote.expectedCredits) }), more: say("batches.fact_credits_more", { credits: creditsIn(quote.creditsEach) }) },
    { name: say("batches.fact_balance"), value: quote.available === null ? say("batches.fact_balance_unknown") : say("batches.fact_balance_is", { credits: creditsIn(quote.available) }), more: frozenWords(quote.frozen) },
    ...room.flatMap(({ name, left, more }) => (left === null ? [] : [{ name, value: say("batches.fact_room", { n: left }), more }])),
    ...(quote.products > 0 ? [{ name: say("batches.fact_time"), value: rangeWords(quote.minutes), more: say("batches.fact_time_more") }] : []),
  ];
}

const frozenWords = (frozen: number | null): string | undefined =>
  frozen ? say("batches.fact_balance_frozen", { credits: creditsIn(frozen) }) : undefined;
