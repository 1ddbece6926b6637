import { pageConnection, type PageArguments } from "#fakes/shopify/admin-api/page-connection.ts";
import { readSearchQuery } from "#fakes/shopify/admin-api/search-query.ts";
import { listCollections, type CollectionRecord } from "#fakes/shopify/list-collections.ts";
import { listProducts, type ShopWorld } from "#fakes/shopify/shop-world.ts";
import { productNode } from "./product-node.ts";

type Sorted = PageArguments & { sortKey?: string | null };

/** A Collection of the schema. */
function collectionNode(world: ShopWorld, collection: CollectionRecord) {
  const inside = listProducts(world).filter(({ record }) => collection.productGids.includes(record.gid));
  return {
    __typename: "Collection", id: collection.gid, title: collection.title, productsCount: { count: inside.length, precision: "EXACT" },
    products: (args: Sorted) => pageConnection(inside, args, {
      gidOf: ({ record }) => record.gid, toNode: (found) => productNode(world, found),
      sortValue: ({ record, product }) => (args.sortKey === "TITLE" ? product.title.toLowerCase() : args.sortKey === "CREATED" ? record.createdAt : 0),
    }),
  };
}

/** Root fields of QueryRoot about collections. */
export const collectionQueries = {
  collection: (world: ShopWorld, { id }: { id: string }) => {
    const found = listCollections(world).find(({ gid }) => gid === id);
    return found ? collectionNode(world, found) : null;
  },
  collections: (world: ShopWorld, args: Sorted & { query?: string | null }) => {
    const test = readSearchQuery(args.query ?? "", {
      fields: ["id", "title", "collection_type"], defaultFields: ["title"], onUnknown: (field) => void world.ledger.violations.push(`collections was searched by the unknown field ${field}, which Shopify ignores.`),
    });
    const found = listCollections(world).filter(({ gid, title }) => test({ id: Number(gid.split("/").at(-1)), title: [title], collection_type: ["smart"] }));
    return pageConnection(found, args, { gidOf: ({ gid }) => gid, sortValue: ({ title }) => (args.sortKey === "TITLE" ? title.toLowerCase() : 0), toNode: (one) => collectionNode(world, one) });
  },
};
