import type { ProductRow } from "#app/shopify/shopify-admin.ts";
import type { VideoMark } from "#app/videos/video-view.ts";

/** A page of the product list. `endCursor` belongs to the filter that made it. */
export interface ListedPage {
  rows: (ProductRow & { mark: VideoMark | null })[];
  endCursor: string | null;
  hasNextPage: boolean;
}
