import type { Publication } from "@prisma/client";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence } from "#app/words/say.ts";
import { joinSentences } from "#app/words/join-sentences.ts";
import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import { mediaOrder, replacedVideos } from "#app/videos/video-json.ts";
import { discloseVideo } from "./disclose-video.server.ts";
import { keptFileLook } from "./look-at-files.server.ts";
import { placeOfOlder } from "./place-of-older.ts";
import { readMediaOrder } from "./read-product-media.server.ts";
import type { Step, StepContext } from "./step-context.ts";
import { requirePublication } from "./upload-to-shopify.server.ts";

/** A listing that was read this long ago, in ms, is still the one that the file is added to. */
const FRESH_MS = 30_000;

/**
 * FILE_READY → ATTACHED → PLACED → DONE (platform §2.2). Adding a reference that is there is harmless and a place is absolute, so the step
 * may run again; the end is believed only from a read after the last change.
 */
export const attachToProduct: Step = async (context) => {
  const { video, deps } = context;
  const publication = requirePublication(context);
  const { fileGid } = publication;
  if (!fileGid) return { move: "next", to: "upload_to_shopify" };
  const shopify = await deps.shopifyFor(video.shop);
  const before = readLately(publication, deps.clock.now()) ?? orGone(await readMediaOrder(shopify, video.productGid, video.mediaCount ?? undefined));
  if (!publication.mediaBefore) await deps.db.publication.update({ where: { id: publication.id }, data: { mediaBefore: before } });
  await context.holdLease();
  const alt = publication.altChanged ? { alt: publication.alt } : {};
  if (!before.includes(fileGid) || publication.altChanged) await shopify.attachToProduct({ fileGid, productGid: video.productGid, ...alt });
  await deps.db.publication.update({ where: { id: publication.id }, data: { state: "ATTACHED", altChanged: false } });

  const media = await place(context, shopify, { fileGid, before, publication });
  const undisclosed = await discloseVideo(context, shopify, publication);
  const position = media.indexOf(fileGid);
  await deps.db.publication.update({ where: { id: publication.id }, data: { state: "DONE", doneAt: deps.clock.now(), seenAt: deps.clock.now(), mediaAfter: media } });
  // Only now that the newer one is in its place, the older one goes.
  return { move: "next", ...(replacedVideos.parse(publication.replaces).length && { to: "replace_older" as const }), note: joinSentences(sentence("publication.placed", { place: position + 1, n: media.length }), undisclosed) };
};

/** The listing that was read in the moment when the file became READY, as long as that was just now. */
function readLately(publication: Publication, now: Date): string[] | null {
  const look = keptFileLook.nullable().parse(publication.fileLook);
  if (!look?.withMedia || look.fileGid !== publication.fileGid || now.getTime() - Date.parse(look.at) > FRESH_MS) return null;
  return mediaOrder.nullable().parse(publication.mediaBefore);
}

/** ATTACHED → PLACED. Gives the listing as it was read at the end. */
async function place(context: StepContext, shopify: ShopifyAdmin, o: { fileGid: string; before: string[]; publication: Publication }): Promise<string[]> {
  const { video, deps, signal } = context;
  const { fileGid, publication } = o;
  const added = o.before.includes(fileGid) ? o.before : [...o.before, fileGid];
  const keepPlaced = () => deps.db.publication.update({ where: { id: publication.id }, data: { state: "PLACED" } });
  const wantedAmong = (media: string[]) => placeOfOlder(publication, media) ?? positionFor(publication.place, media.length);
  // A new reference comes last: where that is wanted, its end of the listing is enough to see it there.
  if (wantedAmong(added) === added.length - 1 && added.at(-1) === fileGid) {
    const end = await shopify.readMediaEnd({ productGid: video.productGid });
    if (!end) throw productGone();
    if (end.lastGid === fileGid && end.count === added.length) {
      await keepPlaced();
      return added;
    }
  } else {
    await move(wantedAmong(added));
  }
  // What a person changed meanwhile counts: the place is computed anew from what is there.
  let media = orGone(await readMediaOrder(shopify, video.productGid, added.length));
  if (media.includes(fileGid) && media.indexOf(fileGid) !== wantedAmong(media)) {
    await move(wantedAmong(media));
    media = orGone(await readMediaOrder(shopify, video.productGid, added.length));
  }
  if (!media.includes(fileGid)) {
    throw new ExpectedError({ code: "shopify.not_attached", message: "attached file is not on the product", charged: "no", retryable: true, merchantMessage: sentence("publication.not_shown_yet") });
  }
  await keepPlaced();
  return media;

  async function move(position: number): Promise<void> {
    await context.holdLease();
    await shopify.moveMedia({ productGid: video.productGid, mediaGid: fileGid, position, signal });
  }
}

const productGone = () =>
  new ExpectedError({ code: "video.product_gone", message: "the product was deleted before the video was attached", charged: "no", retryable: false,
    merchantMessage: sentence("publication.product_deleted") });

function orGone(media: string[] | null): string[] {
  if (!media) throw productGone();
  return media;
}

/** Zero-based. Never 0 unless it was asked for by number: the first medium is the product's main picture everywhere. */
export function positionFor(place: string, count: number): number {
  const last = Math.max(0, count - 1);
  if (place === "last") return last;
  if (place === "second") return Math.min(1, last);
  return Math.min(Number(place), last);
}

