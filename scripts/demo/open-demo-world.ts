import path from "node:path";
import type { CatalogProduct } from "#fakes/shopify/catalog-product.ts";
import { moreProducts } from "#fakes/shopify/catalog/more-products.ts";
import { readCatalog } from "#fakes/shopify/read-catalog.ts";
import { startWorld } from "#fakes/start-world.ts";
import { DemoError } from "./demo-error.ts";
import type { DemoKeys } from "./keep-demo-keys.ts";
import type { DemoOptions } from "./read-options.ts";

const builtIn = path.resolve(import.meta.dirname, "../../fakes/shopify/catalog/products.csv");
const NEMO_USER = "demo";
/** Enough for twenty videos. */
const CREDITS = 2_000;
/** About what one takes: with less the next start fills the account up again. */
const ONE_VIDEO = 100;

/** The catalogue that was asked for, or the one that comes with the demo and more products, whose pictures are drawn at the first start. Throws CatalogError or DemoError before anything is started. */
export async function readDemoCatalog(options: DemoOptions): Promise<CatalogProduct[]> {
  const catalog = options.catalog ? readCatalog(path.resolve(options.catalog)) : [...readCatalog(builtIn), ...(await moreProducts(path.join(options.stateDir, "catalog")))];
  const handles = catalog.map((product) => product.handle);
  if (options.product && !handles.includes(options.product)) throw new DemoError(`There is no product “${options.product}” in the catalogue. It has: ${handles.join(", ")}.`);
  return catalog;
}

/** The stand-ins as the demo wants them: one shop with the catalogue, one NemoVideo account, kept between starts with its balance. */
export async function openDemoWorld(o: { options: DemoOptions; keys: DemoKeys; catalog: CatalogProduct[]; ports: { admin: number; edge: number; app: number } }) {
  const { catalog } = o;
  const world = await startWorld({
    stateDir: path.join(o.options.stateDir, "world"), speed: o.options.speed, appPort: o.ports.app, edgePort: o.ports.admin, edgeAppPort: o.ports.edge,
    catalog,
    nemo: { tokens: [{ nemoToken: o.keys.nemoToken, userId: NEMO_USER, credits: CREDITS }] },
  });
  const filledUp = world.nemo.control.creditsOf(NEMO_USER) < ONE_VIDEO;
  if (filledUp) world.nemo.control.setCredits(NEMO_USER, CREDITS);
  return {
    ...world,
    catalog,
    /** Credits that can be spent now. */
    credits: () => world.nemo.control.creditsOf(NEMO_USER),
    /** Too few were left for one video, so the account was given new ones. */
    filledUp,
    /** The catalogue's products as the stand-in shop holds them now, in its order. */
    products: () => catalog.flatMap(({ handle }) => world.shopify.product(handle) ?? []),
  };
}

export type DemoWorld = Awaited<ReturnType<typeof openDemoWorld>>;
