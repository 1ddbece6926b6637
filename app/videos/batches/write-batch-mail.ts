import { currentLocale, say } from "#app/words/say.ts";
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

/** The counts in the order of the mail; those of zero are left out. */
const counted = ["ready", "published", "publishing", "attention", "failed", "withdrawn", "withdrawing", "discarded", "canceled", "skipped", "making", "waiting"] as const satisfies (keyof BatchCounts)[];
const SUBJECT_LIMIT = 120;

/** The e-mail about the end of a batch: counts, credits and a link, no product's words, in the language of the reader it is written for. The same facts as plain text and as HTML. */
export function writeBatchMail(batch: EndedBatch): WrittenMail {
  const title = batch.title.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
  const happened = say(batch.canceled ? "mail.ended_canceled" : "mail.ended", { title });
  const products = say("mail.products", { n: batch.counts.all });
  const counts = counted.flatMap((name) => (batch.counts[name] > 0 ? [say(`mail.count_${name}`, { n: batch.counts[name] })] : []));
  const credits = say("mail.credits_used", { n: batch.spentCredits });
  const why = say("mail.why");
  return {
    subject: shorten(say("mail.subject", { title })),
    text: [happened, "", products, ...counts.map((line) => `- ${line}`), "", credits, "", say("mail.open_at", { link: batch.link }), "", why, ""].join("\n"),
    html: [
      `<!doctype html><html lang="${escape(currentLocale())}"><body>`,
      `<p>${escape(happened)}</p>`, `<p>${escape(products)}</p>`, `<ul>${counts.map((line) => `<li>${escape(line)}</li>`).join("")}</ul>`,
      `<p>${escape(credits)}</p>`, `<p><a href="${escape(batch.link)}">${escape(say("mail.open"))}</a></p>`, `<p>${escape(why)}</p>`,
      "</body></html>",
    ].join("\n"),
  };
}

const shorten = (text: string): string => (text.length > SUBJECT_LIMIT ? `${text.slice(0, SUBJECT_LIMIT - 1)}…` : text);

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
