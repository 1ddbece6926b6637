import { buildProductSearch, escapeSearch } from "./escape-search.ts";

/** Filters of the product list that a merchant may write, each with one value; anything else is looked for as words. */
const filters = ["title", "vendor", "product_type", "tag", "status", "sku", "handle"];
const filter = new RegExp(String.raw`(?<=^|\s)(-?)(${filters.join("|")}):\s*(?:"([^"]{1,200})"|([^\s"]{1,200}))`, "giu");

/**
 * Shopify's search string for what a merchant typed: filters such as `tag:summer` or `-vendor:"Good Things"`, and words as on the page of
 * products. Every value is quoted, so that nothing leaves its filter; a filter that Shopify would not know, and so would ignore, is not sent.
 * Null when there is nothing to search for.
 */
export function buildBatchSearch(typed: string): string | null {
  const parts: string[] = [];
  const words = typed.normalize("NFC").slice(0, 1_000).replace(filter, (_whole, minus: string, field: string, quoted: string | undefined, bare: string | undefined) => {
    parts.push(`${minus}${field.toLowerCase()}:${escapeSearch(quoted ?? bare ?? "")}`);
    return " ";
  });
  const rest = buildProductSearch(words);
  if (rest) parts.push(rest);
  return parts.length ? parts.join(" ") : null;
}
