export type VideoStatus = "queued" | "making" | "ready" | "publishing" | "published" | "attention" | "failed" | "withdrawing" | "withdrawn" | "replaced" | "removed";

/** GET /api/product-video: as much of it as the card shows. */
export interface ProductState {
  pictures: { count: number };
  /** The video that stands in the way of another one. */
  current: { id: string } | null;
  latest: {
    status: VideoStatus;
    /** Of its page in the app. */
    path: string;
    /** The video's own preview once it is on the product, else a picture it is made from. */
    pictureUrl: string | null;
    /** It shows the product as it was. */
    outOfDate: boolean;
    /** Whether it goes on by itself. */
    moving: boolean;
  } | null;
}
