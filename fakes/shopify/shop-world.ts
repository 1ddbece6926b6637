import type { CatalogProduct } from "./catalog-product.ts";
import type { Faults } from "./control.ts";
import type { Ledger } from "./ledger.ts";
import type { OpenShopState } from "./state/open-shop-state.ts";
import type { MediaRecord, ProductRecord, VideoRecord } from "./state/shop-state.ts";

export type Plan = "trial" | "basic" | "grow" | "advanced" | "plus";

/** Points per second, bucket and videos + 3D models that a plan permits (platform §3, §2.3). */
export const PLANS: Record<Plan, { name: string; restoreRate: number; bucket: number; videos: number }> = {
  trial: { name: "Trial", restoreRate: 100, bucket: 2000, videos: 250 },
  basic: { name: "Basic", restoreRate: 100, bucket: 2000, videos: 250 },
  grow: { name: "Grow", restoreRate: 100, bucket: 2000, videos: 1000 },
  advanced: { name: "Advanced", restoreRate: 200, bucket: 4000, videos: 5000 },
  plus: { name: "Shopify Plus", restoreRate: 1000, bucket: 20000, videos: 50_000 },
};

/** Everything that the parts of the stand-in share. */
export interface ShopWorld extends OpenShopState {
  /** x.myshopify.com */
  shop: string;
  /** x, as in admin.shopify.com/store/x */
  store: string;
  shopName: string;
  apiKey: string;
  apiSecret: string;
  appUrl: string;
  appHandle: string;
  appName: string;
  /** Where the app's admin extensions lie, built. */
  extensionsDir: string;
  /** Granted to the app at its installation. */
  scopes: string[];
  plan: Plan;
  /** Delays are divided by it. */
  speed: number;
  /** Products of the catalogue by handle. */
  catalog: Map<string, CatalogProduct>;
  ledger: Ledger;
  faults: Faults;
  /** Looks at a video's bytes in the background and keeps the outcome. */
  process(video: VideoRecord): void;
}

/** The products that the catalogue of this start has, with their records. */
export function listProducts(world: ShopWorld): { record: ProductRecord; product: CatalogProduct }[] {
  return world.state.products.flatMap((record) => {
    const product = world.catalog.get(record.handle);
    return product ? [{ record, product }] : [];
  });
}

export function findProduct(world: ShopWorld, gid: string) {
  return listProducts(world).find(({ record }) => record.gid === gid) ?? null;
}

export function findMedia(world: ShopWorld, gid: string): MediaRecord | null {
  return world.state.media.find((media) => media.gid === gid) ?? null;
}

/** The product's media in listing order. */
export function mediaOf(world: ShopWorld, record: ProductRecord): MediaRecord[] {
  return record.mediaGids.flatMap((gid) => findMedia(world, gid) ?? []);
}
