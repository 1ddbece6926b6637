import type { NetHost } from "#fakes/net/start-net.ts";
import { answerAsync } from "#fakes/net/answer-async.ts";
import { answerAdmin } from "./admin/answer-admin.ts";
import { openAdminGraphql } from "./admin-api/answer-admin-graphql.ts";
import { answerCdn } from "./cdn/answer-cdn.ts";
import type { CatalogProduct } from "./catalog-product.ts";
import { openControl, type Control } from "./control.ts";
import { answerExtensionHost } from "./extensions/answer-extension-host.ts";
import { openLedger, type Ledger } from "./ledger.ts";
import { startVideoProcessing } from "./media/process-video.ts";
import { answerTokenRequest } from "./oauth/answer-token-request.ts";
import { makeLaunchQuery } from "./oauth/launch-query.ts";
import { sendWebhook, type WebhookOptions } from "./oauth/send-webhook.ts";
import { mintSessionToken } from "./oauth/session-token.ts";
import { describeProduct, type ProductOverview } from "./describe-product.ts";
import type { Plan, ShopWorld } from "./shop-world.ts";
import { openShopState } from "./state/open-shop-state.ts";
import { answerStagedUpload } from "./staged-upload/answer-staged-upload.ts";
import { UPLOAD_HOST } from "./staged-upload/upload-policy.ts";

export interface FakeShopifyOptions {
  /** Everything that outlives a restart lies here. */
  stateDir: string;
  /** x.myshopify.com */
  shop: string;
  apiKey: string;
  apiSecret: string;
  /** https URL of the app, as Shopify knows it. */
  appUrl: string;
  appHandle: string;
  appName?: string;
  /** Folder of the app's admin extensions; those that are built show in the admin. Default: none. */
  extensionsDir?: string;
  catalog: CatalogProduct[];
  /** Delays are divided by it: 1 as documented, 20 for the fast demo. */
  speed: number;
  plan?: Plan;
  /** Granted at installation. */
  scopes?: string[];
  /** Where webhooks are delivered. */
  appPort?: number;
}

export interface FakeShopify {
  /** The shop, the admin, the CDN and the upload host, for startNet. */
  hosts: NetHost[];
  ledger: Ledger;
  control: Control;
  /** A session token as App Bridge would hand it out; `over` replaces claims. */
  sessionToken(over?: Record<string, unknown>): string;
  launchQuery(withToken?: boolean): URLSearchParams;
  /** A product as it stands now, or null. */
  product(handle: string): ProductOverview | null;
  sendWebhook(topic: string, payload: unknown, o?: WebhookOptions): Promise<{ status: number; webhookId: string }>;
  /** Ends when the work in the background has ended; the state is on disk at any time. */
  close(): Promise<void>;
}

/** Beyond it the delays are under a millisecond. */
const FASTEST = 10_000;

/** A Shopify of one shop with one app installed, strict where the platform is strict. Answers by `hosts`; opens no port itself. */
export function startFakeShopify(o: FakeShopifyOptions): FakeShopify {
  const opened = openShopState(o.stateDir, o.catalog);
  const scopes = [...(o.scopes ?? ["write_products", "write_files", "read_locales"])];
  const { control, faults } = openControl(opened.state, opened.save, scopes);
  const ledger = openLedger();
  const store = o.shop.replace(".myshopify.com", "");
  const shared: Omit<ShopWorld, "process"> = {
    ...opened, shop: o.shop, store, shopName: titleCase(store), apiKey: o.apiKey, apiSecret: o.apiSecret, appUrl: o.appUrl, appHandle: o.appHandle,
    appName: o.appName ?? titleCase(o.appHandle), extensionsDir: o.extensionsDir ?? "", scopes, plan: o.plan ?? "basic", speed: Math.min(o.speed, FASTEST),
    catalog: new Map(o.catalog.map((product) => [product.handle, product])), ledger, faults,
  };
  const processing = startVideoProcessing(shared);
  const world: ShopWorld = { ...shared, process: processing.process };
  for (const media of world.state.media) if (media.type === "VIDEO" && !media.outcome) world.process(media);

  const graphql = openAdminGraphql(world);
  const exactly = (host: string) => new RegExp(`^${host.replaceAll(".", "\\.")}$`);
  const hosts: NetHost[] = [
    { pattern: exactly(o.shop), listener: answerAsync(async (req, res, url) => {
      if (req.method === "POST" && url.pathname === "/admin/oauth/access_token") return answerTokenRequest(world, req, res);
      if (url.pathname.startsWith("/admin/api/")) return graphql(req, res, url);
      res.writeHead(404, { "content-type": "application/json" }).end('{"errors":"Not Found"}');
    }) },
    { pattern: exactly("admin.shopify.com"), listener: answerAsync((req, res, url) => answerAdmin(world, req, res, url)) },
    { pattern: exactly("extensions.shopifycdn.com"), listener: answerAsync((req, res, url) => answerExtensionHost(world, req, res, url)) },
    { pattern: exactly("cdn.shopify.com"), listener: answerAsync((req, res, url) => answerCdn(world, req, res, url)) },
    { pattern: exactly(UPLOAD_HOST), listener: answerAsync((req, res) => answerStagedUpload(world, req, res)) },
  ];
  return {
    hosts, ledger, control,
    sessionToken: (over) => mintSessionToken(world, over),
    launchQuery: (withToken) => makeLaunchQuery(world, withToken),
    product: (handle) => describeProduct(world, handle),
    sendWebhook(topic, payload, options) {
      if (!o.appPort) throw new Error("Webhooks need the app's port.");
      return sendWebhook(world, o.appPort, topic, payload, options);
    },
    close: () => processing.settled(),
  };
}

const titleCase = (text: string) => text.split(/[-_]/).map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`).join(" ");
