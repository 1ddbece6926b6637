import { listProducts, type ShopWorld } from "./shop-world.ts";

export interface CollectionRecord {
  gid: string;
  title: string;
  /** In the order in which the products were made. */
  productGids: string[];
}

/** Collections of the shop: automated ones with the condition "product type is equal to", one per type of the catalogue, as a shop that sells by type has them. */
export function listCollections(world: ShopWorld): CollectionRecord[] {
  const byType = Map.groupBy(listProducts(world).filter(({ product }) => product.productType), ({ product }) => product.productType);
  return [...byType].sort(([one], [other]) => (one < other ? -1 : 1)).map(([title, products], index) => ({
    gid: `gid://shopify/Collection/${33_001 + index}`, title, productGids: products.map(({ record }) => record.gid),
  }));
}
