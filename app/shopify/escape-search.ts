// Untrusted text inside Shopify's search strings. Grammar: shopify.dev/docs/api/usage/search-syntax (`:`, `\`, `(`, `)` and quotes
// are special, AND/OR/NOT and a leading minus are operators, a trailing star searches for a beginning).

const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;
const bareWord = /^[\p{L}\p{N}\p{M}]+$/u;
const operator = /^(and|or|not)$/i;

/** One quoted value that can't leave its quotes, whatever the text holds. Control and invisible characters are dropped. */
export function escapeSearch(text: string): string {
  return `"${text.replace(unseen, "").replace(/[\\"]/g, "\\$&")}"`;
}

/** The search string for our own files: videos whose name begins like this one. */
export function buildFileSearch(filename: string): string {
  const stem = fileStem(filename);
  return `filename:${/^[A-Za-z0-9_-]+$/.test(stem) ? stem : escapeSearch(stem)} media_type:VIDEO`;
}

/** A file name without its ending. */
export const fileStem = (filename: string): string => filename.replace(/\.[A-Za-z0-9]{1,5}$/, "");

/**
 * The search string of the product list for what a merchant typed: every word must occur, plain words also as the beginning of a
 * longer word. Null when there is nothing to search for. At most ten words of 80 characters.
 */
export function buildProductSearch(typed: string): string | null {
  const words = typed.normalize("NFC").replace(/\p{Cc}/gu, " ").split(/\s+/u).map((word) => word.replace(unseen, "").slice(0, 80)).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return null;
  return words.slice(0, 10).map((word) => (bareWord.test(word) && !operator.test(word) ? `${word}*` : escapeSearch(word))).join(" ");
}
