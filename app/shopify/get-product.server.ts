import { z } from "zod";
import { productForVideo } from "./admin-documents.ts";
import type { AdminGraphql } from "./admin-graphql.server.ts";
import { productStatus } from "./list-products.server.ts";
import { mediaNode, toMediaRow } from "./list-product-media.server.ts";
import type { ProductForVideo } from "./shopify-admin.ts";

const money = z.object({ amount: z.string(), currencyCode: z.string() });
const answer = z.object({
  product: z
    .object({
      id: z.string(),
      title: z.string(),
      handle: z.string(),
      status: productStatus,
      vendor: z.string(),
      productType: z.string(),
      description: z.string(),
      options: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
      priceRangeV2: z.object({ minVariantPrice: money, maxVariantPrice: money }).nullable(),
      updatedAt: z.string(),
      mediaCount: z.object({ count: z.number() }).nullable(),
      images: z.object({
        nodes: z.array(
          z.object({
            id: z.string(),
            alt: z.string().nullable(),
            status: z.string(),
            image: z.object({ width: z.number().nullable(), height: z.number().nullable(), url: z.string() }).nullish(),
          }),
        ),
      }),
      videos: z.object({ nodes: z.array(mediaNode) }),
    })
    .nullable(),
});

/** What a video of the product can be made from; null when the product is gone. Pictures that Shopify has not finished are left out. */
export async function getProduct(graphql: AdminGraphql, o: { productGid: string }): Promise<ProductForVideo | null> {
  const { product } = await graphql({ document: productForVideo, variables: { id: o.productGid }, result: answer, repeat: "safe" });
  if (!product) return null;
  const range = product.priceRangeV2;
  return {
    productGid: product.id,
    title: product.title,
    handle: product.handle,
    productStatus: product.status,
    vendor: product.vendor,
    productType: product.productType,
    description: product.description,
    options: product.options,
    price: range && { min: range.minVariantPrice.amount, max: range.maxVariantPrice.amount, currencyCode: range.minVariantPrice.currencyCode },
    updatedAt: product.updatedAt,
    pictures: product.images.nodes.flatMap(({ id, alt, status, image }) => (status === "READY" && image ? [{ mediaGid: id, alt, ...image }] : [])),
    videos: product.videos.nodes.map(toMediaRow),
    mediaCount: product.mediaCount?.count ?? product.images.nodes.length + product.videos.nodes.length,
  };
}
