import { expect, test } from "vitest";
import { useFakeNemo } from "./use-fake-nemo.ts";

const TOKEN_PATH = "/api/auth/anonymous-token";

test("an anonymous token needs a client id, and is worth 100 credits for a week", async () => {
  const { call } = await useFakeNemo();
  expect(await call("POST", TOKEN_PATH, { signedIn: false })).toMatchObject({ status: 400, json: { code: 400 } });
  expect(await call("POST", TOKEN_PATH, { signedIn: false, headers: { "x-client-id": "x".repeat(65) } })).toMatchObject({ status: 400 });
  const { json } = await call("POST", TOKEN_PATH, { signedIn: false, headers: { "x-client-id": "6f0c1c9e-6a0b-4c39-9a9c-1f0f6a2f7d11" } });
  expect(Object.keys(json.data)).toEqual(["token", "user_id", "credits", "expires_at"]);
  expect(json).toMatchObject({ code: 0, data: { credits: 100 } });
  expect(json.data.token).toMatch(/^nmv_usr_/);
  expect(json.data.user_id).toMatch(/^anon_/);
  expect(Date.parse(json.data.expires_at) - Date.now()).toBeGreaterThan(6.9 * 24 * 3600_000);
});

test("a client id gets one token a week: again after it ran out, not after it was revoked", async () => {
  const { call, nemo } = await useFakeNemo();
  const ask = (id: string) => call("POST", TOKEN_PATH, { signedIn: false, headers: { "x-client-id": id } });
  const first = await ask("one");
  expect(await ask("one")).toMatchObject({ status: 429, json: { code: 429 } });
  nemo.control.expireTokens(first.json.data.user_id);
  const second = await ask("one");
  expect(second.status).toBe(200);
  expect(second.json.data.user_id).not.toBe(first.json.data.user_id);
  nemo.control.revokeTokens(second.json.data.user_id);
  expect((await ask("one")).status).toBe(429);
});

test("an address gets ten tokens a week", async () => {
  const { call } = await useFakeNemo();
  const ask = (id: string) => call("POST", TOKEN_PATH, { signedIn: false, headers: { "x-client-id": id } });
  for (let i = 0; i < 10; i++) expect((await ask(`client-${i}`)).status).toBe(200);
  expect((await ask("client-11")).status).toBe(429);
});

test("a week on the manual clock ends a token by itself", async () => {
  const { call, nemo } = await useFakeNemo();
  nemo.control.clock.manual();
  const { json } = await call("POST", TOKEN_PATH, { signedIn: false, headers: { "x-client-id": "one" } });
  const balance = () => call("GET", "/api/credits/balance/simple", { headers: { authorization: `Bearer ${json.data.token}` } });
  expect((await balance()).json).toEqual({ code: 0, data: { available: 100, frozen: 0, total: 100 } });
  await nemo.control.clock.advance(7 * 24 * 3600_000);
  expect((await balance()).json).toMatchObject({ code: 1001 });
});

test("anonymous tokens can be kept from rendering", async () => {
  const { call, submit, nemo } = await useFakeNemo();
  const { json } = await call("POST", TOKEN_PATH, { signedIn: false, headers: { "x-client-id": "one" } });
  nemo.control.set({ anonymousMayRender: false });
  expect(await submit("123", "{}", "render_x", { authorization: `Bearer ${json.data.token}` })).toMatchObject({ status: 403, json: { code: 403 } });
});

test("a missing or wrong token is code 1001, with 200 or with 401", async () => {
  const { call, nemo } = await useFakeNemo();
  for (const headers of [{}, { authorization: "Bearer nmv_usr_wrong" }, { authorization: "Basic abc" }] as Record<string, string>[]) {
    const answer = await call("GET", "/api/credits/balance/simple", { signedIn: false, headers });
    expect(answer).toMatchObject({ status: 200, json: { code: 1001, message: expect.any(String) } });
  }
  nemo.control.set({ refusals: "A3" });
  expect(await call("GET", "/api/credits/balance/simple", { signedIn: false })).toMatchObject({ status: 401, json: { code: 1001 } });
});

test("the claim link belongs to a task and its session", async () => {
  const { call, openSession, readState } = await useFakeNemo();
  const sessionId = await openSession();
  const { task_id } = (await readState(sessionId)).json.data;
  const claim = await call("POST", "/api/auth/claim-token", { body: { task_id, session_id: sessionId } });
  expect(claim.json).toMatchObject({ code: 0, data: { claim_token: expect.stringMatching(/^clm_/), expires_in: 604_800 } });
  expect((await call("POST", "/api/auth/claim-token", { body: { task_id: "other", session_id: sessionId } })).json.code).toBe(1002);
});

test("unknown paths and methods answer as FastAPI does", async () => {
  const { call } = await useFakeNemo();
  expect(await call("GET", "/api/nothing")).toMatchObject({ status: 404, text: '{"detail":"Not Found"}' });
  expect(await call("GET", "/run_sse")).toMatchObject({ status: 405, text: '{"detail":"Method Not Allowed"}' });
});

test("a token in an address and missing attribution headers are written down, tokens shortened", async () => {
  const { call, nemo } = await useFakeNemo();
  await call("GET", "/api/credits/balance/simple?token=nmv_usr_secret_secret", { headers: { "x-skill-source": "" } });
  expect(nemo.ledger.violations().map((violation) => violation.rule)).toEqual(["token-in-url", "attribution-missing"]);
  expect(JSON.stringify(nemo.ledger.requests())).not.toMatch(/secret_secret|own_token/);
});
