import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";

/** Gids of the product's media in listing order, read afresh; null when the product is gone. */
export async function readMediaOrder(shopify: ShopifyAdmin, productGid: string): Promise<string[] | null> {
  const media = await shopify.listProductMedia({ productGid });
  return media && media.map(({ mediaGid }) => mediaGid);
}
