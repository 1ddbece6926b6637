import { z } from "zod";
import { listedProductsById, productsPage, productsPageWithVideos } from "./admin-documents.ts";
import type { AdminGraphql } from "./admin-graphql.server.ts";
import { buildListSearch } from "./build-list-search.ts";
import { shownAlt, shownTitle } from "./shown-text.ts";
import type { ProductListQuery, ProductRow, ShopifyAdmin } from "./shopify-admin.ts";

export const productStatus = z.enum(["ACTIVE", "ARCHIVED", "DRAFT", "UNLISTED"]);

const listed = z.object({
  id: z.string(),
  title: z.string(),
  handle: z.string(),
  status: productStatus,
  featuredMedia: z.object({ preview: z.object({ image: z.object({ url: z.string(), altText: z.string().nullable() }).nullable() }).nullable() }).nullable(),
  videos: z.object({ nodes: z.array(z.object({ id: z.string() })) }).optional(),
});
const page = z.object({ products: z.object({ nodes: z.array(listed), pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }) }) });
const byId = z.object({ nodes: z.array(z.union([listed.extend({ __typename: z.literal("Product") }), z.object({ __typename: z.string().refine((name) => name !== "Product") })]).nullable()) });

/** Most rows of one call. */
const MOST = 50;

/** One page of products, at most 50. */
export async function listProducts(graphql: AdminGraphql, o: ProductListQuery): ReturnType<ShopifyAdmin["listProducts"]> {
  const { products } = await graphql({
    document: o.withVideos ? productsPageWithVideos : productsPage,
    variables: { first: Math.min(Math.max(1, o.first), MOST), after: o.after, query: buildListSearch(o) },
    result: page,
    repeat: "safe",
  });
  return { products: products.nodes.map(row), endCursor: products.pageInfo.endCursor, hasNextPage: products.pageInfo.hasNextPage };
}

/** Rows by id, in the order asked for; products that are gone are left out. */
export async function listProductsById(graphql: AdminGraphql, { productGids }: { productGids: string[] }): Promise<ProductRow[]> {
  if (productGids.length === 0) return [];
  const { nodes } = await graphql({ document: listedProductsById, variables: { ids: productGids.slice(0, MOST) }, result: byId, repeat: "safe" });
  return nodes.flatMap((node) => (node && "title" in node ? [row(node)] : []));
}

const row = (node: z.infer<typeof listed>): ProductRow => ({
  productGid: node.id,
  title: shownTitle(node.title),
  handle: node.handle,
  productStatus: node.status,
  thumbnailUrl: node.featuredMedia?.preview?.image?.url ?? null,
  thumbnailAlt: shownAlt(node.featuredMedia?.preview?.image?.altText ?? null),
  ...(node.videos && { hasVideo: node.videos.nodes.length > 0 }),
});
