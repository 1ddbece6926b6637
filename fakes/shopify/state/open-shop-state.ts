import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { CatalogProduct } from "#fakes/shopify/catalog-product.ts";
import type { PictureRecord, ProductRecord, ShopState } from "./shop-state.ts";

export interface OpenShopState {
  state: ShopState;
  /** Writes the state aside and renames it into place. */
  save(): void;
  /** Folder of uploaded bytes. */
  uploadsDir: string;
  /** Folder of resized pictures. */
  picturesDir: string;
}

/** Reads the state that an earlier start left in `stateDir`, or begins one, and brings the catalogue's products and pictures into it. */
export function openShopState(stateDir: string, catalog: CatalogProduct[]): OpenShopState {
  const file = path.join(stateDir, "shop.json");
  const uploadsDir = path.join(stateDir, "uploads");
  const picturesDir = path.join(stateDir, "pictures");
  for (const dir of [stateDir, uploadsDir, picturesDir]) mkdirSync(dir, { recursive: true });
  const state: ShopState = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : beginState();
  const save = () => {
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  };
  catalog.forEach((product, index) => takeIn(state, product, index));
  save();
  return { state, save, uploadsDir, picturesDir };
}

/** The next global id of a kind, e.g. gid://shopify/Video/8000000042. */
export function nextGid(state: ShopState, kind: string): string {
  state.lastId += 1;
  return `gid://shopify/${kind}/${state.lastId}`;
}

function beginState(): ShopState {
  return {
    lastId: 8_000_000_000, installedAt: Date.now(), uploadSecret: randomBytes(32).toString("hex"),
    products: [], media: [], stagedTargets: [], jobs: [], tokens: [], metafields: [],
  };
}

const MINUTE_MS = 60_000;

/** Adds a product that is new, and the pictures of a known one that the catalogue has changed since. */
function takeIn(state: ShopState, product: CatalogProduct, index: number) {
  let record = state.products.find((known) => known.handle === product.handle);
  if (!record) {
    // The first of the catalogue is the one changed last, as a merchant's list shows it.
    const at = state.installedAt - (index + 1) * MINUTE_MS;
    record = { gid: nextGid(state, "Product"), handle: product.handle, createdAt: at, updatedAt: at, mediaGids: [] } satisfies ProductRecord;
    state.products.push(record);
  }
  const own = record;
  const known = state.media.filter((media): media is PictureRecord => media.type === "IMAGE" && own.mediaGids.includes(media.gid));
  const gone = new Set(known.filter((media) => !product.pictures.some((picture) => picture.file === media.file)).map((media) => media.gid));
  own.mediaGids = own.mediaGids.filter((gid) => !gone.has(gid));
  state.media = state.media.filter((media) => !gone.has(media.gid));
  for (const picture of product.pictures) {
    const old = known.find((media) => media.file === picture.file);
    if (old) {
      Object.assign(old, { alt: picture.alt, width: picture.width, height: picture.height, mimeType: picture.mimeType });
      continue;
    }
    const gid = nextGid(state, "MediaImage");
    state.media.push({ type: "IMAGE", gid, ...picture, createdAt: own.createdAt, updatedAt: own.createdAt });
    own.mediaGids.push(gid);
  }
}
