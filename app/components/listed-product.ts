import type { ProductPageView, VideosService } from "#app/videos/videos-service.ts";

/** One product of the list, with the state of its newest video. */
export type ListedProduct = Awaited<ReturnType<VideosService["listProducts"]>>["rows"][number];

export type ProductStatus = ProductPageView["product"]["productStatus"];

/** Shopify's status of a product in the admin's own words. */
export const productStatusWords: Record<ProductStatus, { text: string; tone?: "success" | "info" }> = {
  ACTIVE: { text: "Active", tone: "success" },
  DRAFT: { text: "Draft", tone: "info" },
  ARCHIVED: { text: "Archived" },
  UNLISTED: { text: "Unlisted" },
};
