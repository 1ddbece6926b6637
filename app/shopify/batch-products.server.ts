import { z } from "zod";
import { batchCollectionPage, batchProductsById, batchProductsPage, batchProductsWithVideos } from "./selection-documents.ts";
import type { AdminGraphql } from "./admin-graphql.server.ts";
import { getProducts } from "./get-product.server.ts";
import { productStatus } from "./list-products.server.ts";
import type { BatchProduct, BatchProductPage, BatchProductSource } from "./shopify-admin.ts";

const light = z.object({
  id: z.string(),
  title: z.string(),
  status: productStatus,
  mediaCount: z.object({ count: z.number() }).nullable(),
  featuredMedia: z.object({ mediaContentType: z.string() }).nullable(),
  videos: z.object({ nodes: z.array(z.object({ id: z.string() })) }).optional(),
});
type Light = z.infer<typeof light>;
const pageOf = z.object({ nodes: z.array(light), pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }) });
const listAnswer = z.object({ products: pageOf });
const collectionAnswer = z.object({ collection: z.object({ products: pageOf }).nullable() });
const byId = z.object({ nodes: z.array(z.union([light.extend({ __typename: z.literal("Product") }), z.object({ __typename: z.string().refine((name) => name !== "Product") })]).nullable()) });

/** Ids of one query (platform §3). */
const IDS_A_CALL = 50;

/** Fifty products of a search or a collection with what decides whether they can have a video. Null when the collection is gone. */
export async function pageBatchProducts(graphql: AdminGraphql, o: { source: BatchProductSource; after: string | null }): Promise<BatchProductPage | null> {
  const page = await readPage(graphql, o);
  if (!page) return null;
  return { products: await complete(graphql, page.nodes), endCursor: page.pageInfo.endCursor, hasNextPage: page.pageInfo.hasNextPage };
}

async function readPage(graphql: AdminGraphql, { source, after }: { source: BatchProductSource; after: string | null }) {
  if (source.kind === "collection") {
    const { collection } = await graphql({ document: batchCollectionPage, variables: { id: source.collectionGid, after }, result: collectionAnswer, repeat: "safe" });
    return collection && collection.products;
  }
  const document = source.withVideos ? batchProductsWithVideos : batchProductsPage;
  return (await graphql({ document, variables: { after, query: source.query }, result: listAnswer, repeat: "safe" })).products;
}

/** The same of products chosen by hand, in the order asked for; products that are gone are left out. */
export async function getBatchProducts(graphql: AdminGraphql, o: { productGids: string[] }): Promise<BatchProduct[]> {
  const found: BatchProduct[] = [];
  for (let from = 0; from < o.productGids.length; from += IDS_A_CALL) {
    const { nodes } = await graphql({ document: batchProductsById, variables: { ids: o.productGids.slice(from, from + IDS_A_CALL) }, result: byId, repeat: "safe" });
    found.push(...(await complete(graphql, nodes.flatMap((node) => (node && "title" in node ? [node] : [])))));
  }
  return found;
}

/** Where the first medium is no picture, there may be one behind it: those few are read whole. */
async function complete(graphql: AdminGraphql, nodes: Light[]): Promise<BatchProduct[]> {
  const unclear = nodes.filter((node) => node.featuredMedia && node.featuredMedia.mediaContentType !== "IMAGE").map((node) => node.id);
  const looked = unclear.length ? await getProducts(graphql, { productGids: unclear }) : [];
  const withPicture = new Set(looked.filter((product) => product.pictures.length > 0).map((product) => product.productGid));
  return nodes.map((node) => ({
    productGid: node.id,
    title: node.title,
    productStatus: node.status,
    mediaCount: node.mediaCount?.count ?? 0,
    hasPicture: node.featuredMedia?.mediaContentType === "IMAGE" || withPicture.has(node.id),
    hasVideo: node.videos ? node.videos.nodes.length > 0 : null,
  }));
}
