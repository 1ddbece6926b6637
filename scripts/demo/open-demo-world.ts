import path from "node:path";
import { readCatalog } from "#fakes/shopify/read-catalog.ts";
import { startWorld } from "#fakes/start-world.ts";
import type { DemoKeys } from "./keep-demo-keys.ts";
import type { DemoOptions } from "./read-options.ts";

const builtIn = path.resolve(import.meta.dirname, "../../fakes/shopify/catalog/products.csv");
/** Enough for twenty videos at every start: the demo shows the app, not an empty account. */
const CREDITS = 2_000;

/** The stand-ins as the demo wants them: one shop with the catalogue, one NemoVideo account, kept between starts. */
export async function openDemoWorld(o: { options: DemoOptions; keys: DemoKeys; ports: { admin: number; edge: number; app: number }; stateDir: string }) {
  const catalog = await readCatalog(o.options.catalog ? path.resolve(o.options.catalog) : builtIn);
  return startWorld({
    stateDir: path.join(o.stateDir, "world"), speed: o.options.speed, appPort: o.ports.app, edgePort: o.ports.admin, edgeAppPort: o.ports.edge,
    catalog, apiKey: o.keys.apiKey, apiSecret: o.keys.apiSecret,
    nemo: { tokens: [{ nemoToken: o.keys.nemoToken, userId: "demo", credits: CREDITS }] },
  });
}

export type DemoWorld = Awaited<ReturnType<typeof openDemoWorld>>;
