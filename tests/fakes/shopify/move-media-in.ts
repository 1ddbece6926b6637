import { readFileSync } from "node:fs";
import { ProxyAgent, request } from "undici";
import { vi } from "vitest";
import type { World } from "#fakes/start-world.ts";

/** Moves a medium of a product by a raw call, as a merchant does by dragging it in Shopify's admin, and waits until it is there. */
export async function moveMediaIn(world: World, handle: string, mediaGid: string, position: number): Promise<void> {
  const dispatcher = new ProxyAgent({ uri: world.net.proxyUrl, requestTls: { ca: readFileSync(world.net.caFile) } });
  const host = `https://${world.shopify.launchQuery().get("shop")}`;
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    (await request(`${host}${path}`, { dispatcher, method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) })).body.json() as Promise<any>;
  const { access_token: onlineAccessToken } = await post("/admin/oauth/access_token", {
    client_id: world.env["SHOPIFY_API_KEY"], client_secret: world.env["SHOPIFY_API_SECRET"], subject_token: world.shopify.sessionToken(),
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange", subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:online-access-token",
  });
  const product = () => world.shopify.product(handle);
  await post("/admin/api/2026-10/graphql.json", {
    query: "mutation M($id: ID!, $moves: [MoveInput!]!) { productReorderMedia(id: $id, moves: $moves) { job { id done } mediaUserErrors { code } } }",
    variables: { id: product()?.gid, moves: [{ id: mediaGid, newPosition: String(position) }] },
  }, { "x-shopify-access-token": onlineAccessToken });
  await vi.waitFor(() => {
    if (product()?.media[position]?.gid !== mediaGid) throw new Error("not moved yet");
  }, { timeout: 10_000, interval: 20 });
  await dispatcher.close();
}
