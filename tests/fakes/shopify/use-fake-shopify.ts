import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { FormData, ProxyAgent, request } from "undici";
import { vi } from "vitest";
import { startNet } from "#fakes/net/start-net.ts";
import { renderShowcase } from "#fakes/render/render-showcase.ts";
import { builtInCatalogFile, readCatalog } from "#fakes/shopify/read-catalog.ts";
import { startFakeShopify, type FakeShopifyOptions } from "#fakes/shopify/start-fake-shopify.ts";

export const SHOP = "test-shop.myshopify.com";
export const APP = { apiKey: "test-api-key", apiSecret: "test-api-secret", appUrl: "https://shelfreel.example", appHandle: "shelfreel" };
const EXCHANGE = {
  client_id: APP.apiKey, client_secret: APP.apiSecret, expiring: "1", grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
  subject_token_type: "urn:ietf:params:oauth:token-type:id_token", requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
};

export interface Target {
  url: string;
  resourceUrl: string;
  parameters: { name: string; value: string }[];
}

/** A short real film, made once per test file. */
export async function makeFilm(dir: string): Promise<Buffer> {
  const file = path.join(dir, "film.mp4");
  await renderShowcase({ pictures: [readFileSync(path.resolve("fakes/shopify/catalog/images/stoneware-mug-1.jpg"))], width: 272, height: 272, fps: 12, durationMs: 1500, music: false, preset: "ultrafast", title: "Mug", file });
  return readFileSync(file);
}

/** The stand-in of Shopify behind its proxy, and raw calls to it as any client would make them. */
export async function useFakeShopify(o: Partial<FakeShopifyOptions> & { keepDir?: string } = {}) {
  const dir = o.keepDir ?? mkdtempSync(path.join(tmpdir(), "fake-shopify-"));
  const shopify = startFakeShopify({ stateDir: path.join(dir, "shopify"), shop: SHOP, ...APP, speed: 50, catalog: readCatalog(builtInCatalogFile), ...o });
  const net = await startNet({ dir: path.join(dir, "net"), hosts: shopify.hosts });
  const dispatcher = new ProxyAgent({ uri: net.proxyUrl, requestTls: { ca: readFileSync(net.caFile) } });
  let offlineAccessToken = "";

  const post = async (url: string, body: unknown, headers: Record<string, string> = {}) => {
    const answer = await request(url, { dispatcher, method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
    const text = await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, body: text.startsWith("{") ? JSON.parse(text) : text };
  };
  const requestToken = (body: Record<string, unknown>) => post(`https://${SHOP}/admin/oauth/access_token`, body);
  const exchange = (over: Record<string, unknown> = {}) => requestToken({ ...EXCHANGE, subject_token: shopify.sessionToken(), ...over });
  const admin = async (query: string, variables: Record<string, unknown> = {}, over: { token?: string; version?: string } = {}) => {
    offlineAccessToken ||= (await exchange()).body.access_token;
    return post(`https://${SHOP}/admin/api/${over.version ?? "2026-10"}/graphql.json`, { query, variables }, { "x-shopify-access-token": over.token ?? offlineAccessToken });
  };
  const stage = async (bytes: number, over: Record<string, unknown> = {}) => {
    const answer = await admin(
      `mutation S($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input) { stagedTargets { url resourceUrl parameters { name value } } userErrors { field message } } }`,
      { input: [{ resource: "VIDEO", httpMethod: "POST", filename: "film.mp4", mimeType: "video/mp4", fileSize: String(bytes), ...over }] },
    );
    return answer.body.data.stagedUploadsCreate as { stagedTargets: [Target]; userErrors: { field: string[]; message: string }[] };
  };
  const upload = async (target: Target, bytes: Buffer, over: { parameters?: Target["parameters"]; fileFirst?: boolean; headers?: Record<string, string> } = {}) => {
    const form = new FormData();
    const file = new Blob([new Uint8Array(bytes)], { type: "video/mp4" });
    if (over.fileFirst) form.append("file", file, "film.mp4");
    for (const { name, value } of over.parameters ?? target.parameters) form.append(name, value);
    if (!over.fileFirst) form.append("file", file, "film.mp4");
    const answer = await request(target.url, { dispatcher, method: "POST", body: form, headers: over.headers });
    return { status: answer.statusCode, text: await answer.body.text() };
  };
  const createFile = async (resourceUrl: string, over: Record<string, unknown> = {}) => {
    const answer = await admin(
      `mutation C($files: [FileCreateInput!]!) { fileCreate(files: $files) { files { id fileStatus ... on Video { filename } } userErrors { code field message } } }`,
      { files: [{ originalSource: resourceUrl, contentType: "VIDEO", filename: "film.mp4", alt: "A film", ...over }] },
    );
    return answer.body.data.fileCreate as { files: { id: string; fileStatus: string; filename: string }[]; userErrors: { code: string; field: string[] }[] };
  };
  const fileStatus = async (id: string) => {
    const answer = await admin(
      `query F($ids: [ID!]!) { nodes(ids: $ids) { id ... on Video { fileStatus filename duration fileErrors { code } sources { url width height mimeType fileSize } preview { image { url width height } } } } }`,
      { ids: [id] },
    );
    return answer.body.data.nodes[0];
  };
  return {
    dir, shopify, net, dispatcher, post, requestToken, exchange, admin, stage, upload, createFile, fileStatus,
    /** Staged, uploaded, created. */
    async publishFile(bytes: Buffer, over: Record<string, unknown> = {}) {
      const { stagedTargets: [target] } = await stage(bytes.length);
      const sent = await upload(target, bytes);
      if (sent.status !== 204) throw new Error(`upload: ${sent.status} ${sent.text}`);
      const { files: [file], userErrors } = await createFile(target.resourceUrl, over);
      if (!file) throw new Error(`fileCreate: ${JSON.stringify(userErrors)}`);
      return file;
    },
    waitForStatus: (id: string, wanted: string) => vi.waitFor(async () => {
      const file = await fileStatus(id);
      if (file.fileStatus !== wanted) throw new Error(`still ${file.fileStatus}`);
      return file;
    }, { timeout: 10_000, interval: 40 }),
    async close(keep = false) {
      await dispatcher.close();
      await net.close();
      await shopify.close();
      if (!keep) rmSync(dir, { recursive: true, force: true });
    },
  };
}
export type FakeShopifyInUse = Awaited<ReturnType<typeof useFakeShopify>>;
