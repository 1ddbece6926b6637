import type { BatchCounts } from "./batch-view.ts";

export interface EndedBatch {
  title: string;
  canceled: boolean;
  counts: BatchCounts;
  /** Credits that its videos took, as far as it is known. */
  spentCredits: number;
  /** https address of its page in the admin. */
  link: string;
}

export interface WrittenMail {
  subject: string;
  text: string;
  html: string;
}

/** What each count is called, in the order of the mail; those of zero are left out. */
const lines: [keyof BatchCounts, string][] = [
  ["ready", "ready, waiting for your approval"], ["published", "published"], ["publishing", "being published"], ["attention", "waiting for your decision"], ["failed", "failed"],
  ["withdrawn", "taken off again"], ["withdrawing", "being taken off"], ["discarded", "discarded"], ["canceled", "canceled"], ["skipped", "left out"], ["making", "still being made"], ["waiting", "not begun"],
];
const SUBJECT_LIMIT = 120;

/** The e-mail about the end of a batch: counts, credits and a link, no product's words. The same facts as plain text and as HTML. */
export function writeBatchMail(batch: EndedBatch): WrittenMail {
  const title = batch.title.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
  const happened = `The batch “${title}” ${batch.canceled ? "was canceled and has ended" : "has ended"}.`;
  const products = `${grouped(batch.counts.all)} ${batch.counts.all === 1 ? "product" : "products"}:`;
  const counts = lines.flatMap(([name, words]) => (batch.counts[name] > 0 ? [`${grouped(batch.counts[name])} ${words}`] : []));
  const credits = `Credits used: ${grouped(batch.spentCredits)}.`;
  const why = "You get this e-mail because your address is in the settings of Shelfreel, under Spending. Remove it there to get no more.";
  return {
    subject: shorten(`Batch ended: ${title}`),
    text: [happened, "", products, ...counts.map((line) => `- ${line}`), "", credits, "", `Open the batch: ${batch.link}`, "", why, ""].join("\n"),
    html: [
      "<!doctype html><html><body>",
      `<p>${escape(happened)}</p>`, `<p>${escape(products)}</p>`, `<ul>${counts.map((line) => `<li>${escape(line)}</li>`).join("")}</ul>`,
      `<p>${escape(credits)}</p>`, `<p><a href="${escape(batch.link)}">Open the batch</a></p>`, `<p>${escape(why)}</p>`,
      "</body></html>",
    ].join("\n"),
  };
}

const grouped = (n: number): string => n.toLocaleString("en");

const shorten = (text: string): string => (text.length > SUBJECT_LIMIT ? `${text.slice(0, SUBJECT_LIMIT - 1)}…` : text);

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
