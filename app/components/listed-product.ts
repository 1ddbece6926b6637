import type { WordId } from "#app/words/say.ts";
import type { ProductPageView, VideosService } from "#app/videos/videos-service.ts";

/** One product of the list, with the state of its newest video. */
export type ListedProduct = Awaited<ReturnType<VideosService["listProducts"]>>["rows"][number];

export type ProductStatus = ProductPageView["product"]["productStatus"];

/** Shopify's status of a product in the admin's own words. */
export const productStatusWords: Record<ProductStatus, { text: WordId; tone?: "success" | "info" }> = {
  ACTIVE: { text: "products.status_active", tone: "success" },
  DRAFT: { text: "products.status_draft", tone: "info" },
  ARCHIVED: { text: "products.status_archived" },
  UNLISTED: { text: "products.status_unlisted" },
};
