import type { WordId } from "#app/words/say.ts";
import type { ProductFilter } from "#app/videos/product-list/product-filters.ts";

/** Tabs of the product list. What has no video in the shop may have one of ours all the same: waiting for approval, or taken off. */
export const productViews: { view: ProductFilter; text: WordId }[] = [
  { view: "all", text: "products.view_all" },
  { view: "without_video", text: "products.view_without_video" },
  { view: "ready", text: "products.view_ready" },
  { view: "published", text: "products.view_published" },
  { view: "stale", text: "products.view_stale" },
  { view: "problems", text: "products.view_problems" },
];
