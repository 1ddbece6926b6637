import type { Dispatcher } from "undici";
import type { Clock } from "#app/lib/clock.ts";
import type { AdminGraphql, ShopifyLog } from "./admin-graphql.server.ts";
import { getBatchProducts, pageBatchProducts } from "./batch-products.server.ts";
import { changeReference } from "./change-reference.server.ts";
import { countHostedVideos } from "./count-hosted-videos.server.ts";
import { createStagedTarget } from "./create-staged-target.server.ts";
import { getMaterial, getProduct, getProducts } from "./get-product.server.ts";
import { getShop, listLanguages } from "./get-shop.server.ts";
import { listCollections } from "./list-collections.server.ts";
import { listProducts, listProductsById } from "./list-products.server.ts";
import { moveMedia } from "./move-media.server.ts";
import { countMedia, getFilesAndMedia, listMediaIds, readMediaEnd } from "./product-media.server.ts";
import { deleteDisclosure, setDisclosure } from "./product-disclosure.server.ts";
import type { ShopifyAdmin, ShopReads } from "./shopify-admin.ts";
import { uploadToStagedTarget } from "./upload-to-staged-target.server.ts";
import { createVideoFile, findVideoFile, getFileStatuses } from "./video-files.server.ts";

export interface ShopifyAdminOptions {
  /** Of this shop. */
  graphql: AdminGraphql;
  /** For the upload to Google's storage, for example undici's EnvHttpProxyAgent. */
  uploadDispatcher: Dispatcher;
  clock: Clock;
  log: ShopifyLog;
  /**
   * Milliseconds: an upload may stand still for `stallMs` (60,000); Shopify's job behind a move is looked at after `jobPollMs` (500)
   * and given `jobLimitMs` (120,000).
   */
  waits?: { stallMs?: number; jobPollMs?: number; jobLimitMs?: number };
}

/** Everything that the app asks of one shop. */
export function createShopifyAdmin({ graphql, uploadDispatcher, clock, log, waits = {} }: ShopifyAdminOptions): ShopifyAdmin & ShopReads {
  const { stallMs = 60_000, jobPollMs = 500, jobLimitMs = 120_000 } = waits;
  return {
    listProducts: (o) => listProducts(graphql, o),
    listProductsById: (o) => listProductsById(graphql, o),
    getProduct: (o) => getProduct(graphql, o),
    getProducts: (o) => getProducts(graphql, o),
    pageBatchProducts: (o) => pageBatchProducts(graphql, o),
    getBatchProducts: (o) => getBatchProducts(graphql, o),
    listCollections: (o) => listCollections(graphql, o),
    getMaterial: (o) => getMaterial(graphql, o),
    countMedia: (o) => countMedia(graphql, o),
    listMediaIds: (o) => listMediaIds(graphql, o),
    readMediaEnd: (o) => readMediaEnd(graphql, o),
    getFilesAndMedia: (o) => getFilesAndMedia(graphql, o),
    createStagedTarget: (o) => createStagedTarget(graphql, o),
    async uploadToStagedTarget(o) {
      const startedAt = clock.now().getTime();
      await uploadToStagedTarget(o, { dispatcher: uploadDispatcher, stallMs });
      log.info({ filename: o.filename, bytes: o.bytes, tookMs: clock.now().getTime() - startedAt }, "uploaded a video to Shopify");
    },
    createVideoFile: (o) => createVideoFile(graphql, o),
    findVideoFile: (o) => findVideoFile(graphql, o),
    getFileStatuses: (o) => getFileStatuses(graphql, o),
    attachToProduct: (o) => changeReference(graphql, "add", o),
    detachFromProduct: (o) => changeReference(graphql, "remove", o),
    setDisclosure: (o) => setDisclosure(graphql, o),
    deleteDisclosure: (o) => deleteDisclosure(graphql, o),
    readVideoRoom: (o) => countHostedVideos(graphql, o),
    moveMedia: (o) => moveMedia(graphql, o, { clock, pollMs: jobPollMs, limitMs: jobLimitMs }),
    getShop: () => getShop(graphql),
    listLanguages: () => listLanguages(graphql),
  };
}
