import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";

/** Gids of the product's media in listing order, read afresh; null when the product is gone. `expected`: about how many there are. */
export async function readMediaOrder(shopify: ShopifyAdmin, productGid: string, expected?: number): Promise<string[] | null> {
  return shopify.listMediaIds({ productGid, ...(expected !== undefined && { expected }) });
}
