import { mediaStatus } from "#fakes/shopify/media/process-video.ts";
import { mediaOf, type ShopWorld } from "#fakes/shopify/shop-world.ts";
import type { CatalogProduct } from "#fakes/shopify/catalog-product.ts";
import type { ProductRecord } from "#fakes/shopify/state/shop-state.ts";
import { pageConnection, type PageArguments } from "#fakes/shopify/admin-api/page-connection.ts";
import { readSearchQuery } from "#fakes/shopify/admin-api/search-query.ts";
import { stripHtml, truncate } from "#fakes/shopify/admin-api/strip-html.ts";
import { mediaNode } from "./media-nodes.ts";
import { metafieldNode } from "./metafields.ts";

export const CURRENCY = "USD";

const iso = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
// MoneyV2.amount has no trailing zeros but one: "24.0", "59.9".
const money = (price: string) => ({ amount: Number(price).toFixed(2).replace(/0$/, ""), currencyCode: CURRENCY });

/** A Product of the schema; what takes arguments is a function. */
export function productNode(world: ShopWorld, { record, product }: { record: ProductRecord; product: CatalogProduct }) {
  const id = record.gid.split("/").at(-1) ?? "";
  const description = stripHtml(product.bodyHtml);
  const byPrice = product.variants.map((variant) => variant.price).sort((a, b) => Number(a) - Number(b));
  const compare = product.variants.flatMap((variant) => variant.compareAtPrice ?? []).sort((a, b) => Number(a) - Number(b));
  const variants = product.variants.map((variant, index) => ({ ...variantNode(product, variant, id, index), index }));
  const media = () => mediaOf(world, record);
  const published = product.status === "ACTIVE";
  return {
    __typename: "Product", id: record.gid, legacyResourceId: id, title: product.title, handle: product.handle, status: product.status,
    vendor: product.vendor, productType: product.productType, tags: product.tags, descriptionHtml: product.bodyHtml,
    description: ({ truncateAt }: { truncateAt?: number | null }) => (truncateAt == null ? description : truncate(description, truncateAt)),
    category: product.category ? {
      __typename: "TaxonomyCategory", id: `gid://shopify/TaxonomyCategory/${product.category.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`,
      name: product.category.split(" > ").at(-1), fullName: product.category,
    } : null,
    options: ({ first }: { first?: number | null }) => product.options.slice(0, first ?? undefined).map((option, index) => ({
      __typename: "ProductOption", id: `gid://shopify/ProductOption/${id}${index}`, name: option.name, position: index + 1, values: option.values,
      optionValues: option.values.map((name, n) => ({ __typename: "ProductOptionValue", id: `gid://shopify/ProductOptionValue/${id}${index}${n}`, name })),
    })),
    priceRangeV2: { minVariantPrice: money(byPrice[0] ?? "0"), maxVariantPrice: money(byPrice.at(-1) ?? "0") },
    compareAtPriceRange: compare.length
      ? { minVariantCompareAtPrice: money(compare[0] ?? "0"), maxVariantCompareAtPrice: money(compare.at(-1) ?? "0") } : null,
    variants: (args: PageArguments) => pageConnection(variants, args, { gidOf: (variant) => variant.id, sortValue: (variant) => variant.index, toNode: (variant) => variant }),
    variantsCount: { count: variants.length, precision: "EXACT" },
    onlineStorePreviewUrl: `https://${world.shop}/products/${product.handle}${published ? "" : "?preview=1"}`,
    onlineStoreUrl: published ? `https://${world.shop}/products/${product.handle}` : null,
    createdAt: iso(record.createdAt), updatedAt: iso(record.updatedAt), publishedAt: published ? iso(record.createdAt) : null,
    featuredMedia: () => { const first = media()[0]; return first ? mediaNode(world, first) : null; },
    mediaCount: () => ({ count: media().length, precision: "EXACT" }),
    media: (args: PageArguments & { query?: string | null; sortKey?: "ID" | "POSITION" | null }) => {
      const test = readSearchQuery(args.query ?? "", {
        fields: ["id", "media_type", "status"], defaultFields: [], onUnknown: (field) => world.ledger.violations.push(`Product.media was searched by the unknown field ${field}.`),
      });
      const found = media().filter((one) => test({ id: Number(one.gid.split("/").at(-1)), media_type: [one.type], status: [mediaStatus(one)] }));
      const byId = args.sortKey === "ID";
      return pageConnection(found, args, {
        gidOf: (one) => one.gid, sortValue: (one) => (byId ? 0 : record.mediaGids.indexOf(one.gid)), toNode: (one) => mediaNode(world, one),
      });
    },
    metafield: (args: { namespace?: string | null; key: string }) => metafieldNode(world, record.gid, args),
  };
}

function variantNode(product: CatalogProduct, variant: CatalogProduct["variants"][number], productId: string, index: number) {
  return {
    __typename: "ProductVariant", id: `gid://shopify/ProductVariant/${productId}${index}`, title: variant.optionValues.join(" / "), sku: variant.sku,
    price: variant.price, compareAtPrice: variant.compareAtPrice,
    selectedOptions: product.options.map((option, n) => ({ name: option.name, value: variant.optionValues[n] ?? "" })),
  };
}
