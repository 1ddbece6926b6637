import type { WordId } from "#app/words/say.ts";
import type { BatchSelection } from "#app/videos/batches/batch-view.ts";
import { isShopifys } from "#app/videos/product-list/product-filters.ts";
import { collectionGidOf, type ProductListAddress } from "./product-list-address.ts";

export interface BatchOffer {
  text: WordId;
  selection: Exclude<BatchSelection, { kind: "hand" }>;
}

/** Batches that take more than what is ticked, for what the list shows now: only where a batch would mean exactly the same products. Pure. */
export function batchOffers(address: ProductListAddress): BatchOffer[] {
  const { search, status, view } = address;
  const collectionGid = collectionGidOf(address);
  const offers: BatchOffer[] = [];
  if (view === "all" && search && !collectionGid) {
    offers.push({ text: "products.take_search", selection: { kind: "search", search: status ? `${search} status:${status.toLowerCase()}` : search } });
  }
  if (view === "all" && collectionGid && !search && !status) {
    offers.push({ text: "products.take_collection", selection: { kind: "collection", collectionGid, collectionTitle: address.in || "Collection" } });
  }
  if (!isShopifys(view)) return [];
  return [...offers, { text: "products.take_without_video", selection: { kind: "without_video" } }];
}
