// The whole app in one process: every route that the route manifest names, behind Remix's own request handler, wired as in production,
// against the stand-ins. A route that is added later is in it by itself.
import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { UNSAFE_flatRoutes as flatRoutes } from "@remix-run/dev";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { fetch as fetchThroughProxy, ProxyAgent, type RequestInit as ProxyRequestInit } from "undici";
import { startNet } from "#fakes/net/start-net.ts";
import { startFakeNemo } from "#fakes/nemo/start-fake-nemo.ts";
import type { CatalogProduct } from "#fakes/shopify/catalog-product.ts";
import { readCatalog } from "#fakes/shopify/read-catalog.ts";
import { startFakeShopify } from "#fakes/shopify/start-fake-shopify.ts";
import { createTestDatabase } from "./test-database.ts";

export const SHOP = "one.myshopify.com";
export const APP_ORIGIN = "https://app.example";
const APP = { apiKey: "whole-app-api-key", apiSecret: "whole-app-api-secret", appUrl: APP_ORIGIN, appHandle: "shelfreel" };
export const ENCRYPTION_KEY = "ab".repeat(32);

type RouteModule = ServerBuild["routes"][string]["module"];
const files = import.meta.glob<RouteModule>(["/app/routes/*.ts", "/app/routes/*.tsx", "/app/root.tsx"]);

/** One route of the app: its pattern in full (`/app/videos/:videoId`), what it can do, and its source as text. */
export interface AppRoute {
  id: string;
  pattern: string;
  params: string[];
  module: RouteModule;
  source: string;
}

export interface OpenAppOptions {
  /** Settings on top of those that the app needs. */
  env?: Record<string, string>;
  /** Changes the catalogue before the shop opens. */
  changeCatalog?: (products: CatalogProduct[]) => CatalogProduct[];
}

/** Opens it on a database of its own. The environment of this process is changed: one app per test file. */
export async function openApp(o: OpenAppOptions = {}) {
  const database = await createTestDatabase();
  const dir = mkdtempSync(path.join(tmpdir(), "whole-app-"));
  const shopify = startFakeShopify({ stateDir: path.join(dir, "shopify"), shop: SHOP, ...APP, speed: 1_000, catalog: (o.changeCatalog ?? ((products) => products))(await readCatalog(path.resolve("fakes/shopify/catalog/products.csv"))) });
  const nemo = await startFakeNemo({ stateDir: path.join(dir, "nemo"), speed: Infinity, film: { size: 128, fps: 4 }, tokens: [{ nemoToken: "nmv_usr_canary_whole_app", userId: "whole-app", credits: 10_000 }] });
  const net = await startNet({ dir: path.join(dir, "net"), hosts: [...shopify.hosts] });
  const ca = readFileSync(net.caFile, "utf8");
  setDefaultCACertificates([...getCACertificates("default"), ca]);
  const proxied = new ProxyAgent({ uri: net.proxyUrl, requestTls: { ca } });
  const usualFetch = globalThis.fetch;
  // Shopify's library keeps the fetch that it finds when it is loaded.
  globalThis.fetch = ((url: string, init?: RequestInit) => fetchThroughProxy(url, { ...(init as ProxyRequestInit), dispatcher: proxied })) as unknown as typeof fetch;
  Object.assign(process.env, {
    DATABASE_URL: database.url, SHOPIFY_API_KEY: APP.apiKey, SHOPIFY_API_SECRET: APP.apiSecret, SHOPIFY_APP_URL: APP_ORIGIN, ENCRYPTION_KEY,
    NEMO_API_URL: nemo.url, NEMO_TOKEN: "nmv_usr_canary_whole_app", KEPT_FILES_DIR: path.join(dir, "kept"), LOG_LEVEL: "silent", ...o.env,
  });
  const { db: appDb } = await import("#app/db.server.ts");
  const { sessionStorage } = await import("#app/shopify.server.ts");
  const { services } = await import("#app/services.server.ts");
  const { Session } = await import("@shopify/shopify-app-remix/server");
  const manifest = flatRoutes("app");
  const build = await assemble(manifest);
  const handle = createRequestHandler(build, "production");
  const routes = Object.values(build.routes).flatMap((route) => (route && route.id !== "root" ? [describe(route, build)] : []));
  return {
    db: database.db, keptDir: path.join(dir, "kept"), shopify, nemo, services, build, routes, handle,
    /** Sends a request to the app as a server would hand it over. */
    send: (request: Request) => handle(request, {}),
    /** An auth session as a visit of the shop leaves it; the token is not Shopify's. */
    signIn: (shop: string) =>
      sessionStorage.storeSession(new Session({ id: `offline_${shop}`, shop, state: "", isOnline: false, scope: "write_products,write_files", accessToken: "shpat_canary", expires: new Date(Date.now() + 3_600_000) })),
    async close() {
      globalThis.fetch = usualFetch;
      await appDb.$disconnect();
      await proxied.close();
      await net.close();
      await Promise.all([nemo.close(), shopify.close()]);
      await database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
export type OpenApp = Awaited<ReturnType<typeof openApp>>;

async function assemble(manifest: ReturnType<typeof flatRoutes>): Promise<ServerBuild> {
  const routes: ServerBuild["routes"] = {};
  const described: ServerBuild["assets"]["routes"] = {};
  for (const route of [{ id: "root", path: "", file: "root.tsx" }, ...Object.values(manifest)]) {
    const load = files[`/app/${route.file}`];
    if (!load) throw new Error(`the route manifest names ${route.file}, which is not there`);
    const module = await load();
    const parentId = route.id === "root" ? undefined : (("parentId" in route && route.parentId) || "root");
    const index = "index" in route ? route.index : undefined;
    routes[route.id] = { id: route.id, parentId, path: route.path, index, caseSensitive: false, module };
    described[route.id] = {
      id: route.id, parentId, path: route.path, index, caseSensitive: false, module: `/assets/${route.id}.js`,
      hasAction: !!module.action, hasLoader: !!module.loader, hasClientAction: false, hasClientLoader: false, hasErrorBoundary: !!module.ErrorBoundary,
    } as (typeof described)[string];
  }
  const future = { v3_fetcherPersist: true, v3_relativeSplatPath: true, v3_throwAbortReason: true, v3_lazyRouteDiscovery: true, v3_routeConfig: true, v3_singleFetch: false };
  return {
    entry: { module: (await import("#app/entry.server.tsx")) as unknown as ServerBuild["entry"]["module"] },
    routes, future: future as unknown as ServerBuild["future"], mode: "production", publicPath: "/", assetsBuildDirectory: "build/client", isSpaMode: false, basename: "/",
    assets: { version: "test", url: "/assets/manifest.js", entry: { module: "/assets/entry.js", imports: [] }, routes: described },
  } as ServerBuild;
}

function describe(route: NonNullable<ServerBuild["routes"][string]>, build: ServerBuild): AppRoute {
  let pattern = "";
  for (let at: typeof route | undefined = route; at; at = at.parentId ? build.routes[at.parentId] : undefined) pattern = [at.path, pattern].filter(Boolean).join("/");
  const file = Object.keys(files).find((name) => name.replace(/\.tsx?$/, "") === `/app/${route.id}`) ?? "";
  return { id: route.id, pattern: `/${pattern}`, params: [...pattern.matchAll(/:(\w+)/g)].map((match) => match[1] ?? ""), module: route.module, source: readFileSync(`.${file}`, "utf8") };
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A session token as App Bridge adds it: signed by Shopify for this shop, good for a minute. */
export function sessionToken(shop: string, change: Record<string, unknown> = {}, secret: string = APP.apiSecret): string {
  const now = Math.floor(Date.now() / 1000);
  const body = `${part({ alg: "HS256", typ: "JWT" })}.${part({ iss: `https://${shop}/admin`, dest: `https://${shop}`, aud: APP.apiKey, sub: "42", nbf: now - 5, iat: now - 5, exp: now + 60, jti: randomUUID(), sid: "1", ...change })}`;
  return `${body}.${createHmac("sha256", secret).update(body).digest("base64url")}`;
}

/** A signed delivery of Shopify's. */
export function deliver(address: string, topic: string, body: string, o: { shop?: string; hmac?: string; webhookId?: string } = {}): Request {
  return new Request(`${APP_ORIGIN}${address}`, {
    method: "POST", body,
    headers: {
      "X-Shopify-Topic": topic, "X-Shopify-Shop-Domain": o.shop ?? SHOP, "X-Shopify-API-Version": "2026-10", "X-Shopify-Webhook-Id": o.webhookId ?? randomUUID(),
      "X-Shopify-Triggered-At": new Date().toISOString(), "X-Shopify-Hmac-Sha256": o.hmac ?? createHmac("sha256", APP.apiSecret).update(body).digest("base64"),
    },
  });
}
