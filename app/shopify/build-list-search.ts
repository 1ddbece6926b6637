import { buildBatchSearch } from "./build-batch-search.ts";
import { buildProductSearch } from "./escape-search.ts";
import type { ProductListQuery } from "./shopify-admin.ts";

/**
 * Shopify's search string for a page of the product list: what the merchant typed (with filters such as `tag:summer`, as batches read it),
 * narrowed by status and collection. In a collection words are looked for in titles only, for Shopify combines `collection_id` with
 * filters alone (its changelog of 2025-01-01). Null is everything.
 */
export function buildListSearch({ search, narrow }: Pick<ProductListQuery, "search" | "narrow">): string | null {
  const collection = narrow?.collectionGid?.split("/").at(-1);
  const parts = [
    ...(narrow?.productStatus ? [`status:${narrow.productStatus.toLowerCase()}`] : []),
    ...(collection ? [`collection_id:${collection}`, ...inTitles(search)] : [buildBatchSearch(search) ?? ""]),
  ].filter(Boolean);
  return parts.length ? parts.join(" ") : null;
}

/** Every word quoted or with its star, as titles' filter each. */
function inTitles(search: string): string[] {
  const words = buildProductSearch(search);
  return words ? (words.match(/"(?:\\.|[^"\\])*"|\S+/g) ?? []).map((word) => `title:${word}`) : [];
}
