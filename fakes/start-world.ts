import { readFileSync } from "node:fs";
import path from "node:path";
import { fetch as fetchThroughProxy, ProxyAgent } from "undici";
import { forwardToApp } from "#fakes/net/forward-to-app.ts";
import { startNet, type Net, type NetHost } from "#fakes/net/start-net.ts";
import { startPersonEdge, type PersonEdge } from "#fakes/net/start-person-edge.ts";
import { startFakeNemo, type FakeNemo, type FakeNemoOptions } from "#fakes/nemo/start-fake-nemo.ts";
import type { CatalogProduct } from "#fakes/shopify/catalog-product.ts";
import type { Plan } from "#fakes/shopify/shop-world.ts";
import { startFakeShopify, type FakeShopify } from "#fakes/shopify/start-fake-shopify.ts";

export const APP_URL = "https://shelfreel.example";
const API_KEY = "stand-in-client-id-of-shelfreel";
const API_SECRET = "stand-in-client-secret-of-shelfreel";
const SCOPES = "write_products,write_files,read_locales";
const APP_HANDLE = "shelfreel";
const CDN_HOST = "cdn.shopify.com";
const EXTENSIONS_HOST = "extensions.shopifycdn.com";
const NEMO_HOST = "mega-api-prod.nemovideo.ai";
const NEMO_CDN_HOST = "static1.nemovideo.ai";

export interface WorldOptions {
  /** Everything that outlives a restart lies here. */
  stateDir: string;
  /** 1 = the delays that the makers document, 20 = twenty times shorter. */
  speed: number;
  /** Loopback port on which the app listens or will listen. */
  appPort: number;
  /** With it a person's own browser gets in: port of the stand-in admin, 0 for any free one. */
  edgePort?: number;
  /** Port on which the app appears to that browser; default any free one. */
  edgeAppPort?: number;
  catalog: CatalogProduct[];
  /** Size of the videos that the stand-in of NemoVideo makes. */
  film?: FakeNemoOptions["film"];
  /** Folder of the app's admin extensions; null shows none. Default: this repository's. */
  extensionsDir?: string | null;
  /** Default good-things.myshopify.com */
  shop?: string;
  plan?: Plan;
  scopes?: string[];
  nemo?: Partial<FakeNemoOptions>;
}

export interface World {
  /** For the app's process, on top of its own environment. */
  env: Record<string, string>;
  shopify: FakeShopify;
  nemo: FakeNemo;
  net: Net;
  edge: PersonEdge | null;
  /** The app in the stand-in admin, for a Chromium that is started with `chromiumArgs`. */
  adminUrl: string;
  /** The same in a person's own browser; null without `edgePort`. */
  personUrl: string | null;
  /** The address in a person's browser for one on the stand-in internet; unchanged without `edgePort`. */
  toPersonUrl(url: string): string;
  chromiumArgs: string[];
  close(): Promise<void>;
}

/**
 * Starts the outside world on loopback: the stand-ins of Shopify and NemoVideo behind one proxy that refuses everyone else, and the edge
 * for a person's browser. Throws what listening throws (EADDRINUSE with its port) and leaves nothing running then.
 */
export async function startWorld(o: WorldOptions): Promise<World> {
  const shop = o.shop ?? "good-things.myshopify.com";
  const shopify = startFakeShopify({
    stateDir: path.join(o.stateDir, "shopify"), shop, apiKey: API_KEY, apiSecret: API_SECRET, appUrl: APP_URL, appHandle: APP_HANDLE, appName: "Shelfreel",
    extensionsDir: o.extensionsDir === undefined ? path.join(import.meta.dirname, "../extensions") : (o.extensionsDir ?? ""),
    catalog: o.catalog, speed: o.speed, plan: o.plan, scopes: o.scopes, appPort: o.appPort,
  });
  let agent: ProxyAgent | null = null;
  // As the makers' own servers fetch a public picture: over the same stand-in internet.
  const fetchPublic = async (url: string) => {
    if (!agent) throw new Error("The stand-in internet has not started yet.");
    return (await fetchThroughProxy(url, { dispatcher: agent })) as unknown as Response;
  };
  const nemo = await startFakeNemo({ stateDir: path.join(o.stateDir, "nemo"), speed: o.speed, film: o.film, fetchPublic, ...o.nemo });
  const appHost = new URL(APP_URL).host;
  const exactly = (host: string) => new RegExp(`^${host.replaceAll(".", "\\.")}$`);
  const hosts: NetHost[] = [
    ...shopify.hosts,
    { pattern: exactly(NEMO_HOST), listener: nemo.listener },
    { pattern: exactly(NEMO_CDN_HOST), listener: nemo.cdnListener },
    { pattern: exactly(appHost), listener: forwardToApp(o.appPort), upgradeTo: o.appPort },
  ];
  const net = await startNet({ dir: path.join(o.stateDir, "net"), hosts });
  const closeAll = async (edge: PersonEdge | null) => {
    await edge?.close();
    await agent?.close();
    await net.close();
    await Promise.all([nemo.close(), shopify.close()]);
  };
  agent = new ProxyAgent({ uri: net.proxyUrl, requestTls: { ca: readFileSync(net.caFile) } });
  const edge = o.edgePort === undefined ? null : await startPersonEdge({
    port: o.edgePort, edgePortOfApp: o.edgeAppPort ?? 0, appPort: o.appPort, appUrl: APP_URL, hosts, mirrored: [CDN_HOST, EXTENSIONS_HOST, NEMO_CDN_HOST],
  }).catch(async (error: unknown) => {
    await closeAll(null);
    throw error;
  });
  const toPersonUrl = (url: string) => edge?.toPersonUrl(url) ?? url;
  const adminUrl = `https://admin.shopify.com/store/${shop.replace(".myshopify.com", "")}/apps/${APP_HANDLE}/app`;
  return {
    shopify, nemo, net, edge, adminUrl, toPersonUrl, personUrl: edge && toPersonUrl(adminUrl),
    env: {
      NODE_USE_ENV_PROXY: "1", HTTPS_PROXY: net.proxyUrl, HTTP_PROXY: net.proxyUrl, NO_PROXY: "127.0.0.1,localhost,::1", NODE_EXTRA_CA_CERTS: net.caFile,
      SHOPIFY_API_KEY: API_KEY, SHOPIFY_API_SECRET: API_SECRET, SHOPIFY_APP_URL: APP_URL, SCOPES,
    },
    chromiumArgs: [
      // Takes the place of Playwright's own list, which switches the partitioning of storage off; the app's frame would then have no sessionStorage.
      "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,MediaRouter,PaintHolding,OptimizationHints,PreconnectToSearch,NetworkTimeServiceQuerying",
      `--proxy-server=${net.proxyUrl}`, `--ignore-certificate-errors-spki-list=${net.spki}`,
    ],
    close: () => closeAll(edge),
  };
}
