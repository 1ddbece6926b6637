// The words of batches on pages, each once. Pure.
import { formatCredits } from "#app/words/format-amounts.ts";
import type { BatchCounts, BatchQuote, BatchStatus, BatchView, ItemFilter, SkipReason } from "#app/videos/batches/batch-view.ts";
import type { VideoBadge } from "#app/videos/video-view.ts";

const badges: Record<BatchStatus, VideoBadge> = {
  gathering: { text: "Looking products up", tone: "info" },
  quoted: { text: "Not started", tone: "attention" },
  running: { text: "Running", tone: "info" },
  paused: { text: "Paused", tone: "warning" },
  done: { text: "Done", tone: "success" },
  canceled: { text: "Canceled" },
};

/** A batch's state as a badge. */
export const batchBadge = (status: BatchStatus): VideoBadge => badges[status];


/** The parts of a batch's bar in their order. `colour` is a token of Polaris; no part is told by its colour alone. */
export const barParts: { key: Exclude<keyof BatchCounts, "all">; text: string; colour: string }[] = [
  { key: "published", text: "on the product", colour: "--p-color-bg-fill-success" },
  { key: "publishing", text: "being published", colour: "--p-color-bg-fill-success-active" },
  { key: "ready", text: "ready to approve", colour: "--p-color-bg-fill-caution" },
  { key: "making", text: "being made", colour: "--p-color-bg-fill-info" },
  { key: "attention", text: "need you", colour: "--p-color-bg-fill-warning" },
  { key: "failed", text: "not made", colour: "--p-color-bg-fill-critical" },
  { key: "waiting", text: "waiting", colour: "--p-color-bg-fill-tertiary-active" },
  { key: "withdrawing", text: "being taken off", colour: "--p-color-bg-fill-warning" },
  { key: "withdrawn", text: "taken off again", colour: "--p-color-bg-fill-inverse" },
  { key: "discarded", text: "discarded", colour: "--p-color-bg-fill-inverse-hover" },
  { key: "canceled", text: "canceled", colour: "--p-color-bg-fill-inverse-active" },
  { key: "skipped", text: "left out", colour: "--p-color-bg-fill-disabled" },
];

/** Tabs over a batch's rows, with how many rows each has. */
export const filterTabs: { filter: ItemFilter; text: string; count(counts: BatchCounts): number }[] = [
  { filter: "all", text: "All", count: (counts) => counts.all },
  { filter: "ready", text: "Ready to approve", count: (counts) => counts.ready },
  { filter: "making", text: "Being made", count: (counts) => counts.making },
  { filter: "problems", text: "Problems", count: (counts) => counts.attention + counts.failed },
  { filter: "published", text: "Published", count: (counts) => counts.published + counts.publishing },
  { filter: "off", text: "Taken off", count: (counts) => counts.withdrawn + counts.withdrawing },
  { filter: "waiting", text: "Waiting", count: (counts) => counts.waiting },
  { filter: "skipped", text: "Left out", count: (counts) => counts.skipped },
  { filter: "canceled", text: "Canceled or discarded", count: (counts) => counts.canceled + counts.discarded },
];

/** Why products are left out, as the heading of a group. */
export const skipWords: Record<SkipReason, string> = {
  no_picture: "without a picture",
  has_video: "with a video already",
  on_its_way: "with a video on its way",
  draft: "still drafts",
  archived: "archived",
  media_full: "with as many media as Shopify allows",
  blocked: "that cannot have one now",
  gone: "no longer in your shop",
};

/** "30 to 80 minutes", "about 2 to 5 hours". */
export function rangeWords({ from, to }: BatchQuote["minutes"]): string {
  if (to < 120) return from === to ? `${to} minutes` : `${from} to ${to} minutes`;
  const [least, most] = [Math.max(1, Math.round(from / 60)), Math.round(to / 60)];
  return least === most ? `about ${most} hours` : `about ${least} to ${most} hours`;
}

/** What the batch took so far beside its cap. */
export function creditsLine({ status, spentCredits, mayStillTake, capCredits }: Pick<BatchView, "status" | "spentCredits" | "mayStillTake" | "capCredits">): string {
  const over = mayStillTake === 0 && (status === "done" || status === "canceled");
  const more = mayStillTake > 0 ? `, and up to about ${formatCredits(mayStillTake)} for videos being made` : "";
  const cap = capCredits === null ? "There is no cap." : `The cap is ${formatCredits(capCredits)}.`;
  return `About ${formatCredits(spentCredits)}${over ? "" : " so far"}${more}. ${cap}`;
}

/** A cap to begin with: what is expected and a tenth more, in full hundreds. */
export const suggestedCap = (expected: number): number => Math.max(100, Math.ceil((expected * 1.1) / 100) * 100);
