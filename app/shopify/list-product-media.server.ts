import { z } from "zod";
import { productMediaPage } from "./admin-documents.ts";
import type { AdminGraphql } from "./admin-graphql.server.ts";
import type { ProductMediaRow } from "./shopify-admin.ts";

/** A medium as the documents ask for it; `filename` and `sources` only come with a Video. */
export const mediaNode = z.object({
  id: z.string(),
  alt: z.string().nullable(),
  status: z.enum(["UPLOADED", "PROCESSING", "READY", "FAILED"]),
  mediaContentType: z.enum(["IMAGE", "VIDEO", "EXTERNAL_VIDEO", "MODEL_3D"]),
  preview: z.object({ image: z.object({ url: z.string() }).nullable() }).nullable(),
  filename: z.string().optional(),
  sources: z.array(z.object({ url: z.string(), mimeType: z.string(), width: z.number(), height: z.number() })).optional(),
});

/** The row of a medium. Of several sources the largest MP4 is taken; before READY there are none. */
export function toMediaRow(node: z.infer<typeof mediaNode>): ProductMediaRow {
  const playable = (node.sources ?? []).filter((source) => source.mimeType === "video/mp4").sort((a, b) => b.width * b.height - a.width * a.height);
  return {
    mediaGid: node.id,
    type: node.mediaContentType,
    status: node.status,
    alt: node.alt,
    filename: node.filename ?? null,
    previewUrl: node.preview?.image?.url ?? null,
    sourceUrl: playable[0]?.url ?? null,
  };
}

const page = z.object({
  product: z.object({ media: z.object({ nodes: z.array(mediaNode), pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }) }) }).nullable(),
});

/** A product holds at most 250 media (platform §2.3), so five pages; one more in case Shopify counts otherwise. */
const maxPages = 6;

/** All media in listing order, 50 a request; null when the product is gone. */
export async function listProductMedia(graphql: AdminGraphql, o: { productGid: string }): Promise<ProductMediaRow[] | null> {
  const rows: ProductMediaRow[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < maxPages; pages += 1) {
    const { product }: z.infer<typeof page> = await graphql({ document: productMediaPage, variables: { id: o.productGid, after }, result: page, repeat: "safe" });
    if (!product) return null;
    rows.push(...product.media.nodes.map(toMediaRow));
    if (!product.media.pageInfo.hasNextPage) break;
    after = product.media.pageInfo.endCursor;
  }
  return rows;
}
