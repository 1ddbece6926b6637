import { impliedScopes } from "#fakes/shopify/admin-api/access-scopes.ts";
import { pageConnection, type PageArguments } from "#fakes/shopify/admin-api/page-connection.ts";
import { readSearchQuery } from "#fakes/shopify/admin-api/search-query.ts";
import { mediaStatus, PROCESSING_MS } from "#fakes/shopify/media/process-video.ts";
import { findMedia, findProduct, listProducts, PLANS, type ShopWorld } from "#fakes/shopify/shop-world.ts";
import { settleJobs } from "#fakes/shopify/state/settle-jobs.ts";
import type { MediaRecord } from "#fakes/shopify/state/shop-state.ts";
import path from "node:path";
import { listCollections } from "#fakes/shopify/list-collections.ts";
import { collectionQueries } from "./collections.ts";
import { mediaNode } from "./media-nodes.ts";
import { metafieldNode } from "./metafields.ts";
import { CURRENCY, productNode } from "./product-node.ts";

type ListArguments = PageArguments & { query?: string | null; sortKey?: string | null };
type Listed = ReturnType<typeof listProducts>[number];

const numberOf = (gid: string) => Number(gid.split("/").at(-1));
const unknownField = (world: ShopWorld, where: string) => (field: string) =>
  void world.ledger.violations.push(`${where} was searched by the unknown field ${field}, which Shopify ignores.`);

/** Any object that has an id, or null. */
export function findNode(world: ShopWorld, gid: string) {
  const product = findProduct(world, gid);
  if (product) return productNode(world, product);
  const media = findMedia(world, gid);
  return media ? mediaNode(world, media) : null;
}

/** Beside `collection_id` Shopify takes these filters only, and no bare words (its changelog of 2025-01-01). */
const besideCollection = ["collection_id", "created_at", "updated_at", "published_at", "gift_card", "handle", "combined_listing_role", "product_type", "status", "title", "vendor"];

function noteWhatCollectionsRefuse(world: ShopWorld, query: string): void {
  if (!/\bcollection_id:/.test(query)) return;
  const odd = query.replace(/-?\b([a-z_]+):\s*(?:"(?:\\.|[^"\\])*"|\S+)/g, (_term, field: string) => (besideCollection.includes(field) ? " " : field)).trim();
  if (odd) world.ledger.violations.push(`products was searched by collection_id together with ${odd}, which Shopify does not combine.`);
}

function searchProducts(world: ShopWorld, query: string): Listed[] {
  noteWhatCollectionsRefuse(world, query);
  const collections = listCollections(world);
  const test = readSearchQuery(query, {
    fields: ["id", "title", "status", "vendor", "product_type", "tag", "handle", "sku", "created_at", "updated_at", "collection_id"],
    defaultFields: ["title", "vendor", "product_type", "tag", "sku"], onUnknown: unknownField(world, "products"),
  });
  return listProducts(world).filter(({ record, product }) => test({
    id: numberOf(record.gid), title: [product.title], status: [product.status], vendor: [product.vendor], product_type: [product.productType],
    tag: product.tags, handle: [product.handle], sku: product.variants.map((variant) => variant.sku), created_at: record.createdAt, updated_at: record.updatedAt,
    collection_id: collections.filter(({ productGids }) => productGids.includes(record.gid)).map(({ gid }) => gid.split("/").at(-1) ?? ""),
  }));
}

const PRODUCT_SORT: Record<string, (one: Listed) => string | number> = {
  TITLE: ({ product }) => product.title.toLowerCase(), VENDOR: ({ product }) => product.vendor.toLowerCase(),
  PRODUCT_TYPE: ({ product }) => product.productType.toLowerCase(),
  CREATED_AT: ({ record }) => record.createdAt, PUBLISHED_AT: ({ record }) => record.createdAt, UPDATED_AT: ({ record }) => record.updatedAt,
};

function searchFiles(world: ShopWorld, query: string): MediaRecord[] {
  const test = readSearchQuery(query, {
    fields: ["id", "ids", "filename", "media_type", "status", "used_in", "product_id", "created_at", "updated_at", "original_upload_size"],
    defaultFields: ["filename"], onUnknown: unknownField(world, "files"),
  });
  // The search index follows a little later (platform §7, believed).
  const indexedBefore = Date.now() - PROCESSING_MS / 2 / world.speed;
  return world.state.media.filter((media) => {
    if (media.createdAt > indexedBefore) return false;
    const users = listProducts(world).filter(({ record }) => record.mediaGids.includes(media.gid));
    return test({
      id: numberOf(media.gid), ids: [String(numberOf(media.gid))], filename: [media.type === "VIDEO" ? media.filename : path.basename(media.file)],
      media_type: [media.type], status: [mediaStatus(media)], used_in: [users.length ? "product" : "none"],
      product_id: users.map(({ record }) => String(numberOf(record.gid))), created_at: media.createdAt, updated_at: media.updatedAt,
      original_upload_size: media.type === "VIDEO" ? media.bytes : 0,
    });
  });
}

const FILE_SORT: Record<string, (one: MediaRecord) => string | number> = {
  CREATED_AT: (one) => one.createdAt, UPDATED_AT: (one) => one.updatedAt,
  FILENAME: (one) => (one.type === "VIDEO" ? one.filename : path.basename(one.file)), ORIGINAL_UPLOAD_SIZE: (one) => (one.type === "VIDEO" ? one.bytes : 0),
};

const USUAL_LOCALES = [{ locale: "en", name: "English", primary: true, published: true }, { locale: "da", name: "Danish", primary: false, published: false }];

/** Root fields of QueryRoot. */
export const queries = {
  ...collectionQueries,
  product: (world: ShopWorld, { id }: { id: string }) => { const found = findProduct(world, id); return found && productNode(world, found); },
  productByIdentifier: (world: ShopWorld, { identifier }: { identifier: { id?: string; handle?: string } }) => {
    const found = listProducts(world).find(({ record }) => record.gid === identifier.id || record.handle === identifier.handle);
    return found ? productNode(world, found) : null;
  },
  products: (world: ShopWorld, args: ListArguments) => pageConnection(searchProducts(world, args.query ?? ""), args, {
    gidOf: ({ record }) => record.gid, sortValue: PRODUCT_SORT[args.sortKey ?? ""] ?? (() => 0), toNode: (found) => productNode(world, found),
  }),
  productsCount: (world: ShopWorld, { query }: { query?: string | null }) => ({ count: searchProducts(world, query ?? "").length, precision: "EXACT" }),
  files: (world: ShopWorld, args: ListArguments) => pageConnection(searchFiles(world, args.query ?? ""), args, {
    gidOf: (media) => media.gid, sortValue: FILE_SORT[args.sortKey ?? ""] ?? (() => 0), toNode: (media) => mediaNode(world, media),
  }),
  node: (world: ShopWorld, { id }: { id: string }) => findNode(world, id),
  nodes: (world: ShopWorld, { ids }: { ids: string[] }) => ids.map((id) => findNode(world, id)),
  job: (world: ShopWorld, { id }: { id: string }) => {
    settleJobs(world);
    const job = world.state.jobs.find((one) => one.gid === id);
    return job ? { __typename: "Job", id, done: job.applied } : null;
  },
  shop: (world: ShopWorld) => ({
    __typename: "Shop", id: "gid://shopify/Shop/42001", name: world.shopName, email: `owner@${world.store}.example`, contactEmail: `hello@${world.store}.example`,
    myshopifyDomain: world.shop, url: `https://${world.shop}`, currencyCode: CURRENCY, ianaTimezone: "Europe/Copenhagen",
    primaryDomain: { __typename: "Domain", id: "gid://shopify/Domain/1", host: world.shop, url: `https://${world.shop}` },
    plan: { publicDisplayName: PLANS[world.plan].name, partnerDevelopment: false, shopifyPlus: world.plan === "plus" },
  }),
  shopLocales: (world: ShopWorld, { published }: { published?: boolean | null }) =>
    (world.state.locales ?? USUAL_LOCALES).filter((locale) => !published || locale.published).map((locale) => ({ __typename: "ShopLocale", ...locale })),
  currentAppInstallation: (world: ShopWorld) => {
    const id = "gid://shopify/AppInstallation/77001";
    return {
      __typename: "AppInstallation", id, launchUrl: `https://admin.shopify.com/store/${world.store}/apps/${world.appHandle}`, uninstallUrl: null,
      accessScopes: impliedScopes(world.scopes).map((handle) => ({ handle, description: handle.replaceAll("_", " ") })),
      app: { __typename: "App", id: "gid://shopify/App/5001", handle: world.appHandle, title: world.appName }, activeSubscriptions: [],
      metafield: (args: { namespace?: string | null; key: string }) => metafieldNode(world, id, args),
    };
  },
};
