// What the app asks of the Admin API, in our words. Types only, so that any module may name them.

export type ProductStatus = "ACTIVE" | "ARCHIVED" | "DRAFT" | "UNLISTED";

export interface ProductRow {
  productGid: string;
  title: string;
  handle: string;
  productStatus: ProductStatus;
  /** ≤160 px, for lists. */
  thumbnailUrl: string | null;
  thumbnailAlt: string | null;
  /** Any video at all, also the merchant's own; absent when it was not asked. */
  hasVideo?: boolean;
}

/** What a page of the product list asks for. */
export interface ProductListQuery {
  /** What the merchant typed. */
  search: string;
  after: string | null;
  first: number;
  /** Only products of this status, and of this collection. */
  narrow?: { productStatus: ProductStatus | null; collectionGid: string | null };
  /** Whether each row is to say if the product has a video. */
  withVideos?: boolean;
}

export interface ProductPicture {
  mediaGid: string;
  alt: string | null;
  /** From Shopify's CDN, JPG, at most 2048 px a side. */
  url: string;
  width: number | null;
  height: number | null;
}

/** What a video is made from. */
export interface ProductMaterial {
  productGid: string;
  title: string;
  handle: string;
  productStatus: ProductStatus;
  vendor: string;
  productType: string;
  /** Plain text, a line for each block of its HTML, at most 1200 characters. Untrusted. */
  description: string;
  options: { name: string; values: string[] }[];
  price: { min: string; max: string; currencyCode: string } | null;
  updatedAt: string;
  pictures: ProductPicture[];
  mediaCount: number;
}

export interface ProductForVideo extends ProductMaterial {
  videos: ProductMediaRow[];
}

export interface ProductMediaRow {
  mediaGid: string;
  type: "IMAGE" | "VIDEO" | "EXTERNAL_VIDEO" | "MODEL_3D";
  status: "UPLOADED" | "PROCESSING" | "READY" | "FAILED";
  alt: string | null;
  filename: string | null;
  previewUrl: string | null;
  /** Of a ready video: the sources on Shopify's CDN. */
  sourceUrl: string | null;
}

/** What decides whether a product can have a video. */
export interface BatchProduct {
  productGid: string;
  title: string;
  productStatus: ProductStatus;
  mediaCount: number;
  hasPicture: boolean;
  /** Any video at all, also the merchant's own; null when it was not asked. */
  hasVideo: boolean | null;
}

/** Where the products of a batch come from. `query` in Shopify's search syntax (build-batch-search.ts); null is all of them. */
export type BatchProductSource = { kind: "search"; query: string | null; withVideos: boolean } | { kind: "collection"; collectionGid: string };

export interface BatchProductPage {
  products: BatchProduct[];
  endCursor: string | null;
  hasNextPage: boolean;
}

export interface CollectionRow {
  collectionGid: string;
  title: string;
  /** Null when Shopify did not say. */
  products: number | null;
}

export interface StagedTarget {
  url: string;
  resourceUrl: string;
  parameters: { name: string; value: string }[];
}

export type FileStatus = "UPLOADED" | "PROCESSING" | "READY" | "FAILED";

export interface FileLook {
  fileStatus: FileStatus;
  /** Shopify's own (see explainFileFailure). */
  errorCode: string | null;
}

/** What the shop's plan has room for. */
export interface VideoRoom {
  /** Shopify's public name of the plan, for example `Basic`. */
  planName: string;
  /** Videos and 3D models in the shop's files, merchants' own and other apps' too. Null when it could not be counted: never zero for unknown. */
  hosted: number | null;
}

/**
 * Everything of one shop. Made per shop; every method throws ExpectedError (codes `shopify.*`) for what Shopify may say,
 * with the merchant's sentence of platform §2.4. Reads are repeated inside where platform §6.3 allows; creating calls never.
 */
export interface ShopifyAdmin {
  /** `narrow` and `withVideos` as in ProductListQuery. */
  listProducts(o: ProductListQuery): Promise<{ products: ProductRow[]; endCursor: string | null; hasNextPage: boolean }>;
  /** Rows of the list by id, at most 50, in the order asked for; products that are gone are left out. */
  listProductsById(o: { productGids: string[] }): Promise<ProductRow[]>;
  /** Null when the product is gone. */
  getProduct(o: { productGid: string }): Promise<ProductForVideo | null>;
  /** The same without its videos, for one request: 24 points where it has no more than eight pictures. */
  getMaterial(o: { productGid: string }): Promise<ProductMaterial | null>;
  /** How many media the product has; null when it is gone. 2 points. */
  countMedia(o: { productGid: string }): Promise<number | null>;
  /** Many in few calls, in the order asked for; products that are gone are left out. */
  getProducts(o: { productGids: string[] }): Promise<ProductMaterial[]>;
  /** Fifty products of a search or a collection, for batches. Null when the collection is gone. */
  pageBatchProducts(o: { source: BatchProductSource; after: string | null }): Promise<BatchProductPage | null>;
  /** The same of chosen products, in the order asked for; products that are gone are left out. */
  getBatchProducts(o: { productGids: string[] }): Promise<BatchProduct[]>;
  listCollections(o: { search: string; after: string | null; first: number }): Promise<{ collections: CollectionRow[]; endCursor: string | null; hasNextPage: boolean }>;
  /**
   * Gids of all media of the product in listing order (up to 250). Null when the product is gone. `expected`: about how many there are, a point each;
   * where there are more, a second call reads them.
   */
  listMediaIds(o: { productGid: string; expected?: number }): Promise<string[] | null>;
  /** The last medium of the product, and how many it has. Null when the product is gone. */
  readMediaEnd(o: { productGid: string }): Promise<{ count: number; lastGid: string | null } | null>;
  /** Reserves a slot at Shopify: only right before the upload, with the exact size. */
  createStagedTarget(o: { filename: string; bytes: number }): Promise<StagedTarget>;
  /** Streams the file as multipart POST at constant memory. Throws `shopify.upload_*`, and `shopify.staged_target_*` when the target is of no more use. */
  uploadToStagedTarget(o: { target: StagedTarget; file: string; filename: string; bytes: number; signal?: AbortSignal }): Promise<void>;
  /** fileCreate. Not repeated inside: after a lost answer (`shopify.answer_lost`) look up by filename first. */
  createVideoFile(o: { resourceUrl: string; filename: string; alt: string }): Promise<{ fileGid: string; fileStatus: FileStatus }>;
  /** By the unique filename we chose; newest first. */
  findVideoFile(o: { filename: string }): Promise<{ fileGid: string; fileStatus: FileStatus } | null>;
  /** Where Shopify stands with files, up to 50 in one call, in the order asked for; null where a file is gone. */
  getFileStatuses(o: { fileGids: string[] }): Promise<(FileLook | null)[]>;
  /** The same together with `listMediaIds` of one product, in one call. */
  getFilesAndMedia(o: { fileGids: string[]; productGid: string; expected?: number }): Promise<{ files: (FileLook | null)[]; media: string[] | null }>;
  /** `alt` where the file is to have another one than it was created with. */
  attachToProduct(o: { fileGid: string; productGid: string; alt?: string }): Promise<void>;
  detachFromProduct(o: { fileGid: string; productGid: string }): Promise<void>;
  /** Says in a metafield of the product that it shows a video made with AI; "there" when it has a value, which stays. Not repeated inside. */
  setDisclosure(o: { productGid: string }): Promise<"written" | "there">;
  deleteDisclosure(o: { productGid: string }): Promise<void>;
  /** The plan and how many of its places are taken: one call for each 250 files, and one more where there are more than `expected`. Null when the scope for it was not granted. */
  readVideoRoom(o: { signal?: AbortSignal; expected?: number }): Promise<VideoRoom | null>;
  /** The shop's languages, 1 point each. Null when the scope for it was not granted. */
  listLanguages(): Promise<ShopLanguage[] | null>;
  /** Zero-based position. Returns when Shopify's own job is done. */
  moveMedia(o: { productGid: string; mediaGid: string; position: number; signal?: AbortSignal }): Promise<void>;
}

export interface ShopFacts {
  name: string;
  myshopifyDomain: string;
  currencyCode: string;
  ianaTimezone: string;
  planName: string;
  /** A partner's development store. */
  developmentStore: boolean;
  /** Handles of the granted scopes, for example `write_products`. */
  scopes: string[];
}

export interface ShopLanguage {
  /** BCP 47, for example `en` or `zh-CN`. */
  locale: string;
  primary: boolean;
  published: boolean;
}

/** What is asked about the shop itself. */
export interface ShopReads {
  getShop(): Promise<ShopFacts>;
}
