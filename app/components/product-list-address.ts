import { productFilters, type ProductFilter } from "#app/videos/product-list/product-filters.ts";

const statuses = ["", "ACTIVE", "DRAFT", "ARCHIVED", "UNLISTED"] as const;

/** What the address of the product list asks for; empty is "not narrowed by it". */
export interface ProductListAddress {
  search: string;
  view: ProductFilter;
  status: (typeof statuses)[number];
  /** Number of a collection, and its title for the reader. */
  collection: string;
  in: string;
  after: string;
}

/** Reads it; what makes no sense there counts as not there. By hand: the page reads it too, and zod would be a sixth of all it loads. */
export function readListAddress(params: URLSearchParams): ProductListAddress {
  const given = (name: keyof ProductListAddress) => params.getAll(name).at(-1) ?? "";
  const atMost = (most: number, text: string) => (text.length <= most ? text : "");
  return {
    search: atMost(200, given("search").trim()),
    view: productFilters.find((filter) => filter === given("view")) ?? "all",
    status: statuses.find((status) => status === given("status")) ?? "",
    collection: /^\d{1,20}$/.exec(given("collection"))?.[0] ?? "",
    in: atMost(255, given("in").trim()),
    after: atMost(500, given("after")),
  };
}

/** The address with something changed: the list then begins at its first page. */
export function changeListAddress(from: ProductListAddress, change: Partial<ProductListAddress>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...from, after: "", ...change })) if (value && !(name === "view" && value === "all")) params.set(name, value);
  return `?${params}`;
}

/** Global id of the collection, or null. */
export const collectionGidOf = ({ collection }: ProductListAddress): string | null => (collection ? `gid://shopify/Collection/${collection}` : null);
