import { afterEach, beforeEach, expect, test } from "vitest";
import { APP, SHOP, useFakeShopify, type FakeShopifyInUse } from "./use-fake-shopify.ts";

let s: FakeShopifyInUse;
beforeEach(async () => {
  s = await useFakeShopify();
});
afterEach(() => s.close());

const refresh = (refreshToken: string) =>
  s.requestToken({ client_id: APP.apiKey, client_secret: APP.apiSecret, grant_type: "refresh_token", refresh_token: refreshToken });
const shopName = (token: string) => s.admin("{ shop { myshopifyDomain } }", {}, { token });

test("a session token becomes an offline token of an hour that opens the Admin API", async () => {
  const { status, body } = await s.exchange();
  expect(status).toBe(200);
  expect(body).toMatchObject({ scope: "write_products,write_files,read_locales", expires_in: 3600, refresh_token_expires_in: 7_776_000 });
  expect((await shopName(body.access_token)).body.data.shop.myshopifyDomain).toBe(SHOP);
});

test.each([
  ["a wrong client secret", { client_secret: "guess" }, "invalid_client"],
  ["a wrong client id", { client_id: "guess" }, "invalid_client"],
  ["another grant", { grant_type: "password" }, "unsupported_grant_type"],
  ["another token type", { requested_token_type: "urn:shopify:params:oauth:token-type:any" }, "invalid_request"],
  ["a token that nobody signed", { subject_token: "a.b.c" }, "invalid_subject_token"],
])("%s is refused with 400", async (_name, over, error) => {
  const { status, body } = await s.exchange(over);
  expect([status, body.error]).toEqual([400, error]);
});

test.each([
  ["an expired session token", { exp: Math.floor(Date.now() / 1000) - 60 }],
  ["one for another app", { aud: "another" }],
  ["one of another shop", { dest: "https://other.myshopify.com" }],
])("%s is refused with 400", async (_name, claims) => {
  const { status, body } = await s.exchange({ subject_token: s.shopify.sessionToken(claims) });
  expect([status, body.error]).toEqual([400, "invalid_subject_token"]);
});

test("a token that never expires is handed out, and noted as what a new app may not ask for", async () => {
  const { body } = await s.exchange({ expiring: "0" });
  expect(body.expires_in).toBeUndefined();
  expect(s.shopify.ledger.violations).toHaveLength(1);
});

test("an unknown and an expired token get 401, and a refresh opens the door again", async () => {
  const { body } = await s.exchange();
  expect((await shopName("shpat_unknown")).status).toBe(401);
  s.shopify.control.expireTokens();
  expect(await shopName(body.access_token)).toMatchObject({ status: 401, body: { errors: expect.stringContaining("Invalid API key or access token") } });
  const fresh = await refresh(body.refresh_token);
  expect(fresh.status).toBe(200);
  expect((await shopName(fresh.body.access_token)).status).toBe(200);
});

test("the old refresh token works until its replacement is used", async () => {
  const { body } = await s.exchange();
  const lost = await refresh(body.refresh_token);
  const second = await refresh(body.refresh_token);
  expect([lost.status, second.status]).toEqual([200, 200]);
  await shopName(second.body.access_token);
  expect((await refresh(body.refresh_token)).status).toBe(400);
});

test("after the app is removed a refresh is refused", async () => {
  const { body } = await s.exchange();
  s.shopify.control.uninstall();
  expect((await refresh(body.refresh_token)).status).toBe(400);
  expect(s.shopify.ledger.refreshes.map((one) => one.status)).toEqual([400]);
});
