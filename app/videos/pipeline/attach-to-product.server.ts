import { ExpectedError } from "#app/lib/expected-error.ts";
import type { ProductMediaRow, ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import { replacedVideos } from "#app/videos/video-json.ts";
import { placeOfOlder } from "./place-of-older.ts";
import type { Step } from "./step-context.ts";
import { requirePublication } from "./upload-to-shopify.server.ts";

/**
 * FILE_READY → ATTACHED → PLACED → DONE (platform §2.2). Adding a reference that is there is harmless, so the step may run
 * again; the place is computed from a fresh read, and the end is believed only from another one.
 */
export const attachToProduct: Step = async (context) => {
  const { video, deps, signal } = context;
  const publication = requirePublication(context);
  const { fileGid, productGid } = { fileGid: publication.fileGid, productGid: video.productGid };
  if (!fileGid) return { move: "next", to: "upload_to_shopify" };
  const shopify = await deps.shopifyFor(video.shop);
  let media = await read(shopify, productGid);
  if (!publication.mediaBefore) await deps.db.publication.update({ where: { id: publication.id }, data: { mediaBefore: media.map((m) => m.mediaGid) } });
  await context.holdLease();
  if (!media.some((m) => m.mediaGid === fileGid)) await shopify.attachToProduct({ fileGid, productGid });
  await deps.db.publication.update({ where: { id: publication.id }, data: { state: "ATTACHED" } });

  media = await read(shopify, productGid);
  const wanted = placeOfOlder(publication, media.map((m) => m.mediaGid)) ?? positionFor(publication.place, media.length);
  if (media.findIndex((m) => m.mediaGid === fileGid) !== wanted) {
    await context.holdLease();
    await shopify.moveMedia({ productGid, mediaGid: fileGid, position: wanted, signal });
  }
  await deps.db.publication.update({ where: { id: publication.id }, data: { state: "PLACED" } });

  media = await read(shopify, productGid);
  const position = media.findIndex((m) => m.mediaGid === fileGid);
  if (position < 0) throw new ExpectedError({ code: "shopify.not_attached", message: "attached file is not on the product", charged: "no", retryable: true, merchantMessage: "Shopify has not shown the video on the product yet; we look again." });
  await deps.db.publication.update({ where: { id: publication.id }, data: { state: "DONE", doneAt: deps.clock.now(), seenAt: deps.clock.now(), mediaAfter: media.map((m) => m.mediaGid) } });
  // Only now that the newer one is in its place, the older one goes.
  return { move: "next", ...(replacedVideos.parse(publication.replaces).length && { to: "replace_older" as const }), note: `On the product, ${ordinal(position + 1)} of ${media.length} media.` };
};

async function read(shopify: ShopifyAdmin, productGid: string): Promise<ProductMediaRow[]> {
  const media = await shopify.listProductMedia({ productGid });
  if (media) return media;
  throw new ExpectedError({ code: "video.product_gone", message: "the product was deleted before the video was attached", charged: "no", retryable: false,
    merchantMessage: "This product was deleted before the video could be put on it. The video is kept here and in Shopify's files." });
}

/** Zero-based. Never 0 unless it was asked for by number: the first medium is the product's main picture everywhere. */
export function positionFor(place: string, count: number): number {
  const last = Math.max(0, count - 1);
  if (place === "last") return last;
  if (place === "second") return Math.min(1, last);
  return Math.min(Number(place), last);
}

const ordinal = (n: number) => `${n}${["th", "st", "nd", "rd"][n % 100 > 10 && n % 100 < 14 ? 0 : n % 10] ?? "th"}`;
