import { z } from "zod";
import { collectionsPage } from "./selection-documents.ts";
import type { AdminGraphql } from "./admin-graphql.server.ts";
import { buildProductSearch } from "./escape-search.ts";
import type { ShopifyAdmin } from "./shopify-admin.ts";

const answer = z.object({
  collections: z.object({
    nodes: z.array(z.object({ id: z.string(), title: z.string(), productsCount: z.object({ count: z.number() }).nullable() })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/** One page of the shop's collections by title, at most 50; `search` is what the merchant typed. */
export async function listCollections(graphql: AdminGraphql, o: { search: string; after: string | null; first: number }): ReturnType<ShopifyAdmin["listCollections"]> {
  const { collections } = await graphql({
    document: collectionsPage,
    variables: { first: Math.min(Math.max(1, o.first), 50), after: o.after, query: buildProductSearch(o.search) },
    result: answer,
    repeat: "safe",
  });
  return {
    collections: collections.nodes.map(({ id, title, productsCount }) => ({ collectionGid: id, title, products: productsCount?.count ?? null })),
    endCursor: collections.pageInfo.endCursor,
    hasNextPage: collections.pageInfo.hasNextPage,
  };
}
