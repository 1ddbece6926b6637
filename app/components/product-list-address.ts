import { z } from "zod";
import { productFilters } from "#app/videos/product-list/product-filters.ts";

const text = (most: number) => z.string().trim().max(most).catch("").default("");
const query = z.object({
  search: text(200),
  view: z.enum(productFilters).catch("all").default("all"),
  status: z.enum(["", "ACTIVE", "DRAFT", "ARCHIVED", "UNLISTED"]).catch("").default(""),
  /** Number of a collection, and its title for the reader. */
  collection: z.string().regex(/^\d{1,20}$/).or(z.literal("")).catch("").default(""),
  in: text(255),
  after: z.string().max(500).catch("").default(""),
});

/** What the address of the product list asks for; empty is "not narrowed by it". */
export type ProductListAddress = z.infer<typeof query>;

/** Reads it; what makes no sense there counts as not there. */
export const readListAddress = (params: URLSearchParams): ProductListAddress => query.parse(Object.fromEntries(params));

/** The address with something changed: the list then begins at its first page. */
export function changeListAddress(from: ProductListAddress, change: Partial<ProductListAddress>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...from, after: "", ...change })) if (value && !(name === "view" && value === "all")) params.set(name, value);
  return `?${params}`;
}

/** Global id of the collection, or null. */
export const collectionGidOf = ({ collection }: ProductListAddress): string | null => (collection ? `gid://shopify/Collection/${collection}` : null);
