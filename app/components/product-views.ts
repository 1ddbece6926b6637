import type { ProductFilter } from "#app/videos/product-list/product-filters.ts";

/** Tabs of the product list. */
export const productViews: { view: ProductFilter; text: string }[] = [
  { view: "all", text: "All" },
  { view: "without_video", text: "Without video" },
  { view: "ready", text: "Ready to approve" },
  { view: "published", text: "Published" },
  { view: "stale", text: "Out of date" },
  { view: "problems", text: "Problems" },
];
