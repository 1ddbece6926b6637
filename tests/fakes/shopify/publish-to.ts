import { readFileSync } from "node:fs";
import { FormData, ProxyAgent, request } from "undici";
import { vi } from "vitest";
import type { World } from "#fakes/start-world.ts";

/** Puts a film on a product by raw calls, as an app would. */
export async function publishTo(world: World, handle: string, film: Buffer): Promise<void> {
  const dispatcher = new ProxyAgent({ uri: world.net.proxyUrl, requestTls: { ca: readFileSync(world.net.caFile) } });
  const host = `https://${new URL(world.shopify.launchQuery().get("shop")?.replace(/^/, "https://") ?? "").host}`;
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    (await request(`${host}${path}`, { dispatcher, method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) })).body.json() as Promise<any>;
  const { access_token: offlineAccessToken } = await post("/admin/oauth/access_token", {
    client_id: world.env["SHOPIFY_API_KEY"], client_secret: world.env["SHOPIFY_API_SECRET"], expiring: "1", subject_token: world.shopify.sessionToken(),
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange", subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
  });
  const admin = async (query: string, variables: unknown) => (await post("/admin/api/2026-10/graphql.json", { query, variables }, { "x-shopify-access-token": offlineAccessToken })).data;

  const staged = await admin("mutation S($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input) { stagedTargets { url resourceUrl parameters { name value } } } }", {
    input: [{ resource: "VIDEO", httpMethod: "POST", filename: "stoneware-mug.mp4", mimeType: "video/mp4", fileSize: String(film.length) }],
  });
  const [target] = staged.stagedUploadsCreate.stagedTargets;
  const form = new FormData();
  for (const { name, value } of target.parameters) form.append(name, value);
  form.append("file", new Blob([new Uint8Array(film)], { type: "video/mp4" }), "stoneware-mug.mp4");
  await (await request(target.url, { dispatcher, method: "POST", body: form })).body.dump();
  const created = await admin("mutation C($files: [FileCreateInput!]!) { fileCreate(files: $files) { files { id } } }", { files: [{ originalSource: target.resourceUrl, contentType: "VIDEO", alt: "The mug, turning" }] });
  const [{ id }] = created.fileCreate.files;
  await vi.waitFor(async () => {
    const { nodes } = await admin("query N($ids: [ID!]!) { nodes(ids: $ids) { ... on Video { fileStatus } } }", { ids: [id] });
    if (nodes[0].fileStatus !== "READY") throw new Error(nodes[0].fileStatus);
  }, { timeout: 10_000, interval: 50 });
  await admin("mutation U($files: [FileUpdateInput!]!) { fileUpdate(files: $files) { userErrors { code } } }", { files: [{ id, referencesToAdd: [world.shopify.product(handle)?.gid] }] });
  await dispatcher.close();
}
