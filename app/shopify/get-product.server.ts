import { z } from "zod";
import { productForRequest, productForVideo, productPictures, productsForVideo } from "./admin-documents.ts";
import type { AdminGraphql } from "./admin-graphql.server.ts";
import { productStatus } from "./list-products.server.ts";
import { mediaNode, toMediaRow } from "./media-row.ts";
import type { ProductForVideo, ProductMaterial } from "./shopify-admin.ts";
import { shownAlt, shownDescription, shownTitle } from "./shown-text.ts";

const money = z.object({ amount: z.string(), currencyCode: z.string() });
const pictures = z.object({
  nodes: z.array(
    z.object({
      id: z.string(),
      alt: z.string().nullable(),
      status: z.string(),
      image: z.object({ width: z.number().nullable(), height: z.number().nullable(), url: z.string() }).nullish(),
    }),
  ),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});
const material = z.object({
  id: z.string(),
  title: z.string(),
  handle: z.string(),
  status: productStatus,
  vendor: z.string(),
  productType: z.string(),
  descriptionHtml: z.string(),
  options: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  priceRangeV2: z.object({ minVariantPrice: money, maxVariantPrice: money }).nullable(),
  updatedAt: z.string(),
  mediaCount: z.object({ count: z.number() }).nullable(),
  images: pictures,
});
const answer = z.object({ product: material.extend({ videos: z.object({ nodes: z.array(mediaNode) }) }).nullable() });
const answerAlone = z.object({ product: material.nullable() });
const morePictures = z.object({ product: z.object({ images: pictures }).nullable() });
// A node of another kind says only what it is.
const answerOfMany = z.object({ nodes: z.array(z.union([material.extend({ __typename: z.literal("Product") }), z.object({ __typename: z.string().refine((name) => name !== "Product") })]).nullable()) });

/** Keeps a query of many well below the 1,000 points that Shopify permits (platform §3). */
const productsACall = 15;

/** What a video of the product can be made from; null when the product is gone. Pictures that Shopify has not finished are left out. */
export async function getProduct(graphql: AdminGraphql, o: { productGid: string }): Promise<ProductForVideo | null> {
  const { product } = await graphql({ document: productForVideo, variables: { id: o.productGid }, result: answer, repeat: "safe" });
  if (!product) return null;
  return { ...toMaterial(product, product.videos.nodes.length), videos: product.videos.nodes.map(toMediaRow) };
}

/** The same without its videos. Most products have no more pictures than the first question reads; of the others the rest is read too. */
export async function getMaterial(graphql: AdminGraphql, o: { productGid: string }): Promise<ProductMaterial | null> {
  const { product } = await graphql({ document: productForRequest, variables: { id: o.productGid }, result: answerAlone, repeat: "safe" });
  if (!product) return null;
  const { hasNextPage, endCursor } = product.images.pageInfo;
  const more = hasNextPage ? await graphql({ document: productPictures, variables: { id: o.productGid, after: endCursor }, result: morePictures, repeat: "safe" }) : null;
  const nodes = [...product.images.nodes, ...(more?.product?.images.nodes ?? [])];
  return toMaterial({ ...product, images: { ...product.images, nodes } }, 0);
}

/** The same for many, without their videos, in few calls and in the order asked for. Products that are gone are left out. */
export async function getProducts(graphql: AdminGraphql, o: { productGids: string[] }): Promise<ProductMaterial[]> {
  const found: ProductMaterial[] = [];
  for (let from = 0; from < o.productGids.length; from += productsACall) {
    const { nodes } = await graphql({ document: productsForVideo, variables: { ids: o.productGids.slice(from, from + productsACall) }, result: answerOfMany, repeat: "safe" });
    found.push(...nodes.flatMap((node) => (node && "title" in node ? [toMaterial(node, 0)] : [])));
  }
  return found;
}

function toMaterial(product: z.infer<typeof material>, videos: number): ProductMaterial {
  const range = product.priceRangeV2;
  return {
    productGid: product.id,
    title: shownTitle(product.title),
    handle: product.handle,
    productStatus: product.status,
    vendor: shownTitle(product.vendor),
    productType: shownTitle(product.productType),
    description: shownDescription(product.descriptionHtml),
    options: product.options.map(({ name, values }) => ({ name: shownTitle(name), values: values.map(shownTitle) })),
    price: range && { min: range.minVariantPrice.amount, max: range.maxVariantPrice.amount, currencyCode: range.minVariantPrice.currencyCode },
    updatedAt: product.updatedAt,
    pictures: product.images.nodes.flatMap(({ id, alt, status, image }) => (status === "READY" && image ? [{ mediaGid: id, alt: shownAlt(alt), ...image }] : [])),
    mediaCount: product.mediaCount?.count ?? product.images.nodes.length + videos,
  };
}
