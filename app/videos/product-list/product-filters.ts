/** Views of the product list. all and without_video ask Shopify; the others are our own state of a product. */
export const productFilters = ["all", "without_video", "ready", "published", "stale", "problems"] as const;
export type ProductFilter = (typeof productFilters)[number];
export type OwnFilter = Exclude<ProductFilter, "all" | "without_video">;

/** Whether Shopify makes the page, so that its status and collections narrow it. */
export const isShopifys = (filter: ProductFilter): filter is "all" | "without_video" => filter === "all" || filter === "without_video";
