import { z } from "zod";
import { fileStatusAndMedia, productMediaCount, productMediaEnd, productMediaIds } from "./admin-documents.ts";
import type { AdminGraphql } from "./admin-graphql.server.ts";
import type { FileLook } from "./shopify-admin.ts";
import { fileNodes, toFileLooks } from "./video-files.server.ts";

const idPage = z.object({ nodes: z.array(z.object({ id: z.string() })), pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }) });
const paged = z.object({ product: z.object({ media: idPage }).nullable() });
const filesAndPage = paged.extend({ nodes: fileNodes });
const counted = z.object({ product: z.object({ mediaCount: z.object({ count: z.number() }).nullable() }).nullable() });
const ended = z.object({ product: z.object({ mediaCount: z.object({ count: z.number() }).nullable(), media: z.object({ nodes: z.array(z.object({ id: z.string() })) }) }).nullable() });

/** Shopify's largest page, and as many media as a product can have (platform §2.3, §3). */
const LARGEST_PAGE = 250;
/** A first page without an expectation, and what is read beyond one: a product that grew by a few still fits. */
const USUAL_PAGE = 20;
const A_FEW = 1;
/** One page for 250, one more in case Shopify counts otherwise. */
const maxPages = 3;

const pageFor = (expected: number | undefined): number => Math.min(LARGEST_PAGE, expected === undefined ? USUAL_PAGE : expected + A_FEW);

/** Gids of all media in listing order; null when the product is gone. The first page is as large as `expected`, those after it as large as they can be. */
export async function listMediaIds(graphql: AdminGraphql, o: { productGid: string; expected?: number | undefined }): Promise<string[] | null> {
  const { product } = await graphql({ document: productMediaIds, variables: { id: o.productGid, first: pageFor(o.expected), after: null }, result: paged, repeat: "safe" });
  return product && readOn(graphql, o.productGid, product.media);
}

/** The same, and what Shopify says of files, in one question. */
export async function getFilesAndMedia(graphql: AdminGraphql, o: { fileGids: string[]; productGid: string; expected?: number | undefined }): Promise<{ files: (FileLook | null)[]; media: string[] | null }> {
  const variables = { ids: o.fileGids, id: o.productGid, first: pageFor(o.expected) };
  const { nodes, product } = await graphql({ document: fileStatusAndMedia, variables, result: filesAndPage, repeat: "safe" });
  return { files: toFileLooks(nodes), media: product && (await readOn(graphql, o.productGid, product.media)) };
}

async function readOn(graphql: AdminGraphql, productGid: string, first: z.infer<typeof idPage>): Promise<string[] | null> {
  const gids = first.nodes.map(({ id }) => id);
  let page = first;
  for (let pages = 1; page.pageInfo.hasNextPage && pages < maxPages; pages += 1) {
    const { product }: z.infer<typeof paged> = await graphql({ document: productMediaIds, variables: { id: productGid, first: LARGEST_PAGE, after: page.pageInfo.endCursor }, result: paged, repeat: "safe" });
    if (!product) return null;
    page = product.media;
    gids.push(...page.nodes.map(({ id }) => id));
  }
  return gids;
}

/** How many media the product has; null when it is gone. */
export async function countMedia(graphql: AdminGraphql, o: { productGid: string }): Promise<number | null> {
  const { product } = await graphql({ document: productMediaCount, variables: { id: o.productGid }, result: counted, repeat: "safe" });
  return product && (product.mediaCount?.count ?? 0);
}

/** The last medium and the count; null when the product is gone. */
export async function readMediaEnd(graphql: AdminGraphql, o: { productGid: string }): Promise<{ count: number; lastGid: string | null } | null> {
  const { product } = await graphql({ document: productMediaEnd, variables: { id: o.productGid }, result: ended, repeat: "safe" });
  return product && { count: product.mediaCount?.count ?? 0, lastGid: product.media.nodes[0]?.id ?? null };
}
