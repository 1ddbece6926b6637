// The words of batches on pages, each once. Pure.
import { creditsIn } from "#app/words/format-amounts.ts";
import { say, type WordId } from "#app/words/say.ts";
import type { BatchCounts, BatchQuote, BatchView, ItemFilter, SkipReason } from "#app/videos/batches/batch-view.ts";
import type { VideoBadge } from "#app/videos/video-view.ts";

/** A batch's state as a badge. One whose turns are over is done only when none of its videos waits for a person. */
export function batchBadge({ status, counts }: Pick<BatchView, "status" | "counts">): VideoBadge {
  if (status === "done" && counts.attention > 0) return { text: say("batches.badge_needs_you"), tone: "warning" };
  if (status === "done" && counts.ready > 0) return { text: say("batches.badge_to_approve"), tone: "attention" };
  switch (status) {
    case "gathering":
      return { text: say("batches.badge_gathering"), tone: "info" };
    case "quoted":
      return { text: say("batches.badge_quoted"), tone: "attention" };
    case "running":
      return { text: say("batches.badge_running"), tone: "info" };
    case "paused":
      return { text: say("batches.badge_paused"), tone: "warning" };
    case "done":
      return { text: say("batches.badge_done"), tone: "success" };
    case "canceled":
      return { text: say("batches.badge_canceled") };
  }
}

/** The parts of a batch's bar in their order; `text` takes how many as `n`. `colour` is a token of Polaris; no part is told by its colour alone. */
export const barParts: { key: Exclude<keyof BatchCounts, "all">; text: WordId; colour: string }[] = [
  { key: "published", text: "batches.bar_published", colour: "--p-color-bg-fill-success" },
  { key: "publishing", text: "batches.bar_publishing", colour: "--p-color-bg-fill-success-active" },
  { key: "ready", text: "batches.bar_ready", colour: "--p-color-bg-fill-caution" },
  { key: "making", text: "batches.bar_making", colour: "--p-color-bg-fill-info" },
  { key: "attention", text: "batches.bar_attention", colour: "--p-color-bg-fill-warning" },
  { key: "failed", text: "batches.bar_failed", colour: "--p-color-bg-fill-critical" },
  { key: "waiting", text: "batches.bar_waiting", colour: "--p-color-bg-fill-tertiary-active" },
  { key: "withdrawing", text: "batches.bar_withdrawing", colour: "--p-color-bg-fill-warning" },
  { key: "withdrawn", text: "batches.bar_withdrawn", colour: "--p-color-bg-fill-inverse" },
  { key: "discarded", text: "batches.bar_discarded", colour: "--p-color-bg-fill-inverse-hover" },
  { key: "canceled", text: "batches.bar_canceled", colour: "--p-color-bg-fill-inverse-active" },
  { key: "skipped", text: "batches.bar_skipped", colour: "--p-color-bg-fill-disabled" },
];

/** Tabs over a batch's rows, with how many rows each has. */
export const filterTabs: { filter: ItemFilter; text: WordId; count(counts: BatchCounts): number }[] = [
  { filter: "all", text: "batches.tab_all", count: (counts) => counts.all },
  { filter: "ready", text: "batches.tab_ready", count: (counts) => counts.ready },
  { filter: "making", text: "batches.tab_making", count: (counts) => counts.making },
  { filter: "problems", text: "batches.tab_problems", count: (counts) => counts.attention + counts.failed },
  { filter: "published", text: "batches.tab_published", count: (counts) => counts.published + counts.publishing },
  { filter: "off", text: "batches.tab_off", count: (counts) => counts.withdrawn + counts.withdrawing },
  { filter: "waiting", text: "batches.tab_waiting", count: (counts) => counts.waiting },
  { filter: "skipped", text: "batches.tab_skipped", count: (counts) => counts.skipped },
  { filter: "canceled", text: "batches.tab_canceled", count: (counts) => counts.canceled + counts.discarded },
];

/** How many products are left out and why, as the heading of a group. */
export const leftOutWords = (reason: SkipReason, n: number): string => say(`batches.left_out_${reason}`, { n });

/** "30 to 80 minutes", "about 2 to 5 hours". */
export function rangeWords({ from, to }: BatchQuote["minutes"]): string {
  if (to < 120) return from === to ? say("batches.minutes", { n: to }) : say("batches.minutes_range", { from, to });
  const [least, most] = [Math.max(1, Math.round(from / 60)), Math.round(to / 60)];
  return least === most ? say("batches.hours_about", { n: most }) : say("batches.hours_range", { from: least, to: most });
}

/** What the batch took so far beside its cap. */
export function creditsLine({ status, spentCredits, mayStillTake, capCredits }: Pick<BatchView, "status" | "spentCredits" | "mayStillTake" | "capCredits">): string {
  const credits = creditsIn(spentCredits);
  const over = status === "done" || status === "canceled";
  const spent = mayStillTake > 0 ? say("batches.spent_and_more", { credits, more: creditsIn(mayStillTake) }) : say(over ? "batches.spent" : "batches.spent_so_far", { credits });
  return say("units.two_sentences", { first: spent, second: capCredits === null ? say("batches.cap_none") : say("batches.cap_is", { credits: creditsIn(capCredits) }) });
}

/** A cap to begin with: what is expected and a tenth more, in full hundreds. */
export const suggestedCap = (expected: number): number => Math.max(100, Math.ceil((expected * 1.1) / 100) * 100);

/** What a batch comes to once the products that wait have had their turn, and how much of it they still need. */
export function creditsNeeded({ spentCredits, mayStillTake, counts, quote }: Pick<BatchView, "spentCredits" | "mayStillTake" | "counts" | "quote">): { more: number; total: number } {
  const more = counts.waiting * (quote?.creditsEach ?? 100);
  return { more, total: spentCredits + mayStillTake + more };
}
