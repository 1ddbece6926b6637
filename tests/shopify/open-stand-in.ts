import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ProxyAgent, request } from "undici";
import { systemClock } from "#app/lib/clock.ts";
import { createAdminGraphql, type SendAdmin } from "#app/shopify/admin-graphql.server.ts";
import { createCostGate } from "#app/shopify/cost-gate.ts";
import { createShopifyAdmin } from "#app/shopify/create-shopify-admin.server.ts";
import { startNet } from "#fakes/net/start-net.ts";
import { builtInCatalogFile, readCatalog } from "#fakes/shopify/read-catalog.ts";
import { startFakeShopify, type FakeShopifyOptions } from "#fakes/shopify/start-fake-shopify.ts";

const shop = "shelfreel-test.myshopify.com";

/** The stand-in Shopify behind its own internet, and the app's client for its one shop, with the platform's real host names. */
export async function openStandIn(more: Partial<FakeShopifyOptions> = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "shelfreel-shopify-"));
  const fake = startFakeShopify({
    stateDir: path.join(folder, "state"), shop, apiKey: "key", apiSecret: "secret", appUrl: "https://app.shelfreel.test", appHandle: "shelfreel",
    catalog: readCatalog(builtInCatalogFile), speed: 40, ...more,
  });
  const net = await startNet({ dir: path.join(folder, "net"), hosts: fake.hosts });
  const dispatcher = new ProxyAgent({ uri: net.proxyUrl, requestTls: { ca: readFileSync(net.caFile) } });

  const post = async (address: string, headers: Record<string, string>, body: unknown, signal?: AbortSignal) =>
    request(address, { method: "POST", dispatcher, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body), ...(signal && { signal }) });
  const exchanged = await post(`https://${shop}/admin/oauth/access_token`, {}, {
    client_id: "key", client_secret: "secret", grant_type: "urn:ietf:params:oauth:grant-type:token-exchange", subject_token: fake.sessionToken(),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token", requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token", expiring: "1",
  });
  const { access_token: offlineAccessToken } = (await exchanged.body.json()) as { access_token: string };

  const send: SendAdmin = async (document, variables, signal) => {
    const answer = await post(`https://${shop}/admin/api/2026-10/graphql.json`, { "x-shopify-access-token": offlineAccessToken }, { query: document, variables }, signal);
    return { status: answer.statusCode, headers: { get: (name) => String(answer.headers[name] ?? "") || null }, text: () => answer.body.text() };
  };
  const log = { info: () => {}, warn: () => {} };
  const graphql = createAdminGraphql({ send, gate: createCostGate({ clock: systemClock }), clock: systemClock, log, waits: { firstMs: 10 } });
  const admin = createShopifyAdmin({ graphql, uploadDispatcher: dispatcher, clock: systemClock, log, waits: { jobPollMs: 10 } });
  return {
    fake,
    net,
    admin,
    folder,
    async close() {
      await dispatcher.destroy();
      await net.close();
      await fake.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
