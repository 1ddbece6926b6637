import { findProduct, type ShopWorld } from "#fakes/shopify/shop-world.ts";
import { nextGid } from "#fakes/shopify/state/open-shop-state.ts";
import { checkVideoInput, makeVideo } from "./create-video.ts";
import { attach, detach, MAX_MEDIA } from "./listing-order.ts";
import { productNode } from "./product-node.ts";

const JOB_MS = 2000;

/** productReorderMedia: answers a job; the new order shows when the job is done. */
export function productReorderMedia(world: ShopWorld, { id, moves }: { id: string; moves: { id: string; newPosition: string }[] }) {
  const product = findProduct(world, id);
  const refuse = (mediaUserErrors: { code: string; field: string[]; message: string }[]) =>
    ({ job: null, mediaUserErrors, userErrors: mediaUserErrors.map(({ field, message }) => ({ field, message })) });
  if (!product) return refuse([{ code: "PRODUCT_DOES_NOT_EXIST", field: ["id"], message: "Product does not exist" }]);
  const foreign = moves.findIndex((move) => !product.record.mediaGids.includes(move.id));
  if (foreign >= 0) return refuse([{ code: "MEDIA_DOES_NOT_EXIST_ON_PRODUCT", field: ["moves", String(foreign), "id"], message: "Media does not exist on the product" }]);
  const job = {
    gid: nextGid(world.state, "Job"), doneAt: Date.now() + JOB_MS / world.speed, productGid: id, applied: false,
    moves: moves.map((move) => ({ id: move.id, newPosition: Number(move.newPosition) })),
  };
  world.state.jobs.push(job);
  world.save();
  return { job: { __typename: "Job", id: job.gid, done: false }, mediaUserErrors: [], userErrors: [] };
}

interface ProductUpdateArguments {
  identifier?: { id?: string; handle?: string } | null;
  product?: { id?: string | null; title?: string | null; status?: string | null; descriptionHtml?: string | null } | null;
  input?: { id?: string | null } | null;
  media?: { originalSource: string; alt?: string | null; mediaContentType: string }[] | null;
}

/** productUpdate, as far as an app that adds media needs it: the facts title, status and description, and new videos at the end. */
export function productUpdate(world: ShopWorld, { identifier, product: changes, input, media }: ProductUpdateArguments) {
  const found = findProduct(world, changes?.id ?? identifier?.id ?? input?.id ?? "");
  if (!found) return { product: null, userErrors: [{ field: ["id"], message: "Product does not exist" }] };
  const userErrors: { field: string[]; message: string }[] = [];
  const checked = (media ?? []).flatMap((one, index) => {
    const field = ["media", String(index), "originalSource"];
    const result = one.mediaContentType === "VIDEO" ? checkVideoInput(world, one) : { message: "This stand-in of Shopify adds videos only." };
    if ("target" in result) return [{ ...result, alt: one.alt ?? null }];
    userErrors.push({ field, message: result.message });
    return [];
  });
  if (found.record.mediaGids.length + checked.length > MAX_MEDIA) userErrors.push({ field: ["media"], message: "Exceeded the limit of 250 media per product." });
  if (userErrors.length) return { product: null, userErrors };
  for (const one of checked) attach(world, found.record.gid, makeVideo(world, one, one.alt).gid);
  const { id: _id, ...facts } = changes ?? {};
  Object.assign(found.product, Object.fromEntries(Object.entries({ title: facts.title, status: facts.status, bodyHtml: facts.descriptionHtml }).filter(([, value]) => value != null)));
  found.record.updatedAt = Date.now();
  world.save();
  return { product: productNode(world, found), userErrors };
}

/** productDeleteMedia (deprecated at Shopify): takes media out of the product and deletes them. */
export function productDeleteMedia(world: ShopWorld, { productId, mediaIds }: { productId: string; mediaIds: string[] }) {
  const found = findProduct(world, productId);
  const refuse = (code: string, field: string[], message: string) =>
    ({ deletedMediaIds: null, deletedProductImageIds: null, product: null, mediaUserErrors: [{ code, field, message }], userErrors: [{ field, message }] });
  if (!found) return refuse("PRODUCT_DOES_NOT_EXIST", ["productId"], "Product does not exist");
  if (mediaIds.some((gid) => !found.record.mediaGids.includes(gid))) return refuse("MEDIA_DOES_NOT_EXIST_ON_PRODUCT", ["mediaIds"], "Media does not exist on the product");
  for (const gid of mediaIds) {
    detach(world, productId, gid);
    world.state.media = world.state.media.filter((media) => media.gid !== gid);
  }
  world.save();
  return { deletedMediaIds: mediaIds, deletedProductImageIds: [], product: productNode(world, found), mediaUserErrors: [], userErrors: [] };
}
