import { findProduct, type ShopWorld } from "#fakes/shopify/shop-world.ts";

/** Media per product (platform §2.3). */
export const MAX_MEDIA = 250;

/** Puts a medium at the end of a product's listing; nothing happens when it is there already. */
export function attach(world: ShopWorld, productGid: string, mediaGid: string) {
  change(world, productGid, mediaGid, "attachments", (gids) => (gids.includes(mediaGid) ? gids : [...gids, mediaGid]));
}

/** Takes a medium out of a product's listing and closes the gap. */
export function detach(world: ShopWorld, productGid: string, mediaGid: string) {
  change(world, productGid, mediaGid, "detachments", (gids) => gids.filter((gid) => gid !== mediaGid));
}

function change(world: ShopWorld, productGid: string, mediaGid: string, kind: "attachments" | "detachments", to: (gids: string[]) => string[]) {
  const record = findProduct(world, productGid)?.record;
  if (!record) return;
  const before = record.mediaGids;
  const after = to(before);
  if (after.length === before.length) return;
  record.mediaGids = after;
  record.updatedAt = Date.now();
  world.ledger[kind].push({ at: Date.now(), productGid, mediaGid, before: [...before], after: [...after] });
}
