import path from "node:path";
import { mediaStatus, type MediaStatus } from "./media/process-video.ts";
import { listProducts, mediaOf, type ShopWorld } from "./shop-world.ts";
import { settleJobs } from "./state/settle-jobs.ts";

/** A product as the stand-in holds it, for the demo's lines and for tests. */
export interface ProductOverview {
  gid: string;
  handle: string;
  title: string;
  status: string;
  /** Page in the admin. */
  adminUrl: string;
  /** In listing order. */
  media: MediaOverview[];
}

export interface MediaOverview {
  gid: string;
  type: "IMAGE" | "VIDEO";
  status: MediaStatus;
  filename: string;
  alt: string | null;
  /** px, null while a video is not ready. */
  width: number | null;
  height: number | null;
  durationMs: number | null;
  /** The bytes on disk. */
  file: string;
}

/** The product of a handle with its media as they stand now, or null. */
export function describeProduct(world: ShopWorld, handle: string): ProductOverview | null {
  settleJobs(world);
  const found = listProducts(world).find(({ record }) => record.handle === handle);
  if (!found) return null;
  const { record, product } = found;
  const media = mediaOf(world, record).map((one): MediaOverview => {
    const base = { gid: one.gid, type: one.type, status: mediaStatus(one), alt: one.alt };
    if (one.type === "IMAGE") return { ...base, filename: path.basename(one.file), width: one.width, height: one.height, durationMs: null, file: one.file };
    const facts = base.status === "READY" && one.outcome && "facts" in one.outcome ? one.outcome.facts : null;
    return { ...base, filename: one.filename, width: facts?.width ?? null, height: facts?.height ?? null, durationMs: facts?.durationMs ?? null, file: path.join(world.uploadsDir, one.upload) };
  });
  return {
    gid: record.gid, handle, title: product.title, status: product.status, media,
    adminUrl: `https://admin.shopify.com/store/${world.store}/products/${record.gid.split("/").at(-1)}`,
  };
}
