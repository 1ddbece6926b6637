import { publishError } from "#app/shopify/shopify-errors.ts";
import { joinSentences } from "#app/words/join-sentences.ts";
import { sentence } from "#app/words/say.ts";
import { describeUndo } from "#app/videos/describe-undo.ts";
import { mediaOrder, replacedVideos } from "#app/videos/video-json.ts";
import { endDisclosure } from "./disclose-video.server.ts";
import { endUndo } from "./end-undo.server.ts";
import { readMediaOrder } from "./read-product-media.server.ts";
import type { Step } from "./step-context.ts";
import { requirePublication } from "./upload-to-shopify.server.ts";

/** RESTORED → DONE: believed only from a fresh read, which is compared with the listing from before the publication. */
export const confirmUndo: Step = async (context) => {
  const { video, deps } = context;
  const publication = requirePublication(context);
  const { fileGid } = publication;
  const shopify = await deps.shopifyFor(video.shop);
  const now = await readMediaOrder(shopify, video.productGid);
  if (!now) return endUndo(context, { productGone: true });
  if (fileGid && now.includes(fileGid)) throw stillThere();
  const ours = await deps.db.publication.findMany({ where: { shop: video.shop, productGid: video.productGid, fileGid: { not: null } }, select: { fileGid: true } });
  const note = describeUndo({
    before: mediaOrder.nullable().parse(publication.mediaBefore),
    now,
    ours: ours.flatMap((one) => one.fileGid ?? []),
    wasThere: mediaOrder.nullable().parse(publication.mediaAtUndo)?.includes(fileGid ?? "") ?? true,
    older: replacedVideos.parse(publication.replaces),
  });
  const undisclosed = await endDisclosure(context, shopify, now);
  return endUndo(context, { note: undisclosed ? joinSentences(note, undisclosed) : note });
};

const stillThere = () =>
  publishError({ code: "shopify.still_attached", message: "a detached file is still on the product", says: sentence("publication.still_on_product"), retryable: true });
