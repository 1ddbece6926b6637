import type { Publication } from "@prisma/client";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence, type Sentence } from "#app/words/say.ts";
import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import type { StepContext } from "./step-context.ts";

/** Whose the metafield may be: ours, also where the answer to writing it was lost. */
const OURS = ["ours", "sent"];

/**
 * Says in a metafield of the product how its video was made, where the shop wants that: wanted → sent (committed before the call) → ours, or theirs
 * when the merchant has a value of its own there, which is left alone. Safe to run again. Where Shopify refuses, the video stays on the product and a
 * sentence is given for its list of steps. Throws ExpectedError only for what another try may mend.
 */
export async function discloseVideo({ deps, video, holdLease }: Pick<StepContext, "deps" | "video" | "holdLease">, shopify: ShopifyAdmin, publication: Publication): Promise<Sentence | null> {
  const { id, disclosure } = publication;
  if (disclosure !== "wanted" && disclosure !== "sent") return null;
  const keep = (state: string) => deps.db.publication.update({ where: { id }, data: { disclosure: state } });
  await holdLease();
  if (disclosure === "wanted") await keep("sent");
  try {
    const result = await shopify.setDisclosure({ productGid: video.productGid });
    const ours = result === "written" || disclosure === "sent" || (await isOursFromBefore({ deps, video }));
    await keep(ours ? "ours" : "theirs");
    return null;
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.retryable) throw error;
    deps.log.warn({ videoId: video.id, code: error.code }, "the metafield about a video was refused");
    await keep("refused");
    return sentence("publication.metafield_refused");
  }
}

/** An older video of ours that is on the product, or whose place this one takes, has written it. */
const isOursFromBefore = async ({ deps, video }: Pick<StepContext, "deps" | "video">): Promise<boolean> =>
  (await deps.db.publication.count({ where: { shop: video.shop, productGid: video.productGid, videoId: { not: video.id }, disclosure: { in: OURS } } })) > 0;

/**
 * Deletes the metafield when the last video of ours is off the product; `media` are the product's media now. A value of the merchant's own is not
 * touched. Safe to run again. A refusal does not stop the undo: gives the sentence about it.
 */
export async function endDisclosure({ deps, video, holdLease }: Pick<StepContext, "deps" | "video" | "holdLease">, shopify: ShopifyAdmin, media: string[]): Promise<Sentence | null> {
  const all = await deps.db.publication.findMany({ where: { shop: video.shop, productGid: video.productGid, fileGid: { not: null } }, select: { fileGid: true, disclosure: true } });
  if (!all.some(({ disclosure }) => OURS.includes(disclosure ?? "")) || all.some(({ fileGid }) => media.includes(fileGid ?? ""))) return null;
  await holdLease();
  try {
    await shopify.deleteDisclosure({ productGid: video.productGid });
    await deps.db.publication.updateMany({ where: { shop: video.shop, productGid: video.productGid, disclosure: { in: OURS } }, data: { disclosure: "removed" } });
    return null;
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.retryable) throw error;
    deps.log.warn({ videoId: video.id, code: error.code }, "the metafield about a video could not be deleted");
    return sentence("publication.metafield_stays");
  }
}
