import { z } from "zod";
import { productsPage } from "./admin-documents.ts";
import type { AdminGraphql } from "./admin-graphql.server.ts";
import { buildProductSearch } from "./escape-search.ts";
import type { ShopifyAdmin } from "./shopify-admin.ts";

export const productStatus = z.enum(["ACTIVE", "ARCHIVED", "DRAFT", "UNLISTED"]);

const page = z.object({
  products: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        handle: z.string(),
        status: productStatus,
        featuredMedia: z.object({ preview: z.object({ image: z.object({ url: z.string(), altText: z.string().nullable() }).nullable() }).nullable() }).nullable(),
      }),
    ),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/** One page of products, at most 50; `search` is what the merchant typed. */
export async function listProducts(graphql: AdminGraphql, o: { search: string; after: string | null; first: number }): ReturnType<ShopifyAdmin["listProducts"]> {
  const { products } = await graphql({
    document: productsPage,
    variables: { first: Math.min(Math.max(1, o.first), 50), after: o.after, query: buildProductSearch(o.search) },
    result: page,
    repeat: "safe",
  });
  return {
    products: products.nodes.map((node) => ({
      productGid: node.id,
      title: node.title,
      handle: node.handle,
      productStatus: node.status,
      thumbnailUrl: node.featuredMedia?.preview?.image?.url ?? null,
      thumbnailAlt: node.featuredMedia?.preview?.image?.altText ?? null,
    })),
    endCursor: products.pageInfo.endCursor,
    hasNextPage: products.pageInfo.hasNextPage,
  };
}
