import type { PrismaClient } from "@prisma/client";
import { z } from "zod";
import type { ProductListQuery, ProductRow, ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import { readMarks } from "#app/videos/read-videos.server.ts";
import { findOwnProducts } from "./find-own-products.server.ts";
import type { ListedPage } from "./listed-page.ts";
import { isShopifys, type ProductFilter } from "./product-filters.ts";

const ROWS_A_PAGE = 25;
/** Shopify cannot look for products without a video: pages of this many are gone through, at most so many for one page of ours. */
const LOOKED_AT_ONCE = 50;
const MOST_LOOKS = 4;

type Page = { products: ProductRow[]; endCursor: string | null; hasNextPage: boolean };
type Asked = Pick<ProductListQuery, "search" | "narrow" | "after">;

/** One page of the product list with the state of each product's video: two queries and at most five calls of Shopify, for 50 products as for 50,000. */
export async function listProductPage(
  db: PrismaClient,
  { shop, admin, filter = "all", ...asked }: Asked & { shop: string; admin: Pick<ShopifyAdmin, "listProducts" | "listProductsById">; filter?: ProductFilter },
): Promise<ListedPage> {
  const page = await readPage(db, admin, { shop, filter, asked });
  const marks = await readMarks(db, { shop, productGids: page.products.map((product) => product.productGid) });
  return { rows: page.products.map((product) => ({ ...product, mark: marks.get(product.productGid) ?? null })), endCursor: page.endCursor, hasNextPage: page.hasNextPage };
}

async function readPage(db: PrismaClient, admin: Pick<ShopifyAdmin, "listProducts" | "listProductsById">, { shop, filter, asked }: { shop: string; filter: ProductFilter; asked: Asked }): Promise<Page> {
  if (filter === "all") return admin.listProducts({ ...asked, first: ROWS_A_PAGE });
  if (isShopifys(filter)) return withoutVideo(admin, asked);
  const after = z.uuid().safeParse(asked.after).success ? asked.after : null;
  const { productGids, next } = await findOwnProducts(db, { shop, filter, search: asked.search, after, take: ROWS_A_PAGE });
  return { products: await admin.listProductsById({ productGids }), endCursor: next, hasNextPage: next !== null };
}

/** May give fewer rows than fit, even none, where many products have a video: the page then leads on. */
async function withoutVideo(admin: Pick<ShopifyAdmin, "listProducts">, asked: Asked): Promise<Page> {
  const products: ProductRow[] = [];
  let page: Page = { products: [], endCursor: asked.after, hasNextPage: true };
  for (let looks = 0; looks < MOST_LOOKS && page.hasNextPage && products.length < ROWS_A_PAGE; looks++) {
    page = await admin.listProducts({ ...asked, after: page.endCursor, first: LOOKED_AT_ONCE, withVideos: true });
    products.push(...page.products.filter((product) => !product.hasVideo));
  }
  return { products, endCursor: page.endCursor, hasNextPage: page.hasNextPage };
}
