// Group T: tokens. Anonymous ones are renewed once, own ones never replaced silently.
import { beforeEach, expect, test } from "vitest";
import type { Fault } from "#fakes/nemo/scenarios/scenario.ts";
import { NEMO_TOKEN, NEMO_USER, SHOP } from "#tests/setup/open-test-shop.ts";
import { RAW, READY, useFaultShop } from "./use-fault-shop.ts";

const anonymous = useFaultShop({ operatorToken: null });
beforeEach(async () => {
  anonymous.control.set({ anonymousTokensPerIp: 1_000 });
  await anonymous.shop.db.shop.updateMany({ where: { domain: SHOP }, data: { nemoTokenSealed: null, nemoClientId: null, nemoUserId: null, nemoAccountKind: null } });
});
const useOwnToken = () =>
  anonymous.shop.db.shop.updateMany({ where: { domain: SHOP }, data: { nemoTokenSealed: anonymous.shop.secrets.seal(NEMO_TOKEN), nemoAccountKind: "own" } });
const tokenRequests = () => anonymous.requests(/anonymous-token$/);
const clientIds = () => new Set(tokenRequests().map((request) => request.headers["x-client-id"]));
const nothingSent = { status: "failed", messages: 0, charged: 0, renders: 0, charge: "Nothing was charged." };
const instead = (token: unknown): Fault => ({ at: "token", answer: { instead: { status: 200, headers: { "content-type": "application/json" }, body: { code: 0, message: RAW, data: { token } } } } });

test("T1: 1001 with HTTP 200 on the session: one new token with the same client id, the request once more", async () => {
  expect(await anonymous.make("expired-token")).toMatchObject(READY);
  expect(tokenRequests()).toHaveLength(2);
  expect(clientIds().size).toBe(1);
  expect(anonymous.requests(/with-session/).map((request) => request.status)).toEqual([200, 200]);
});

test("T2: the token is gone between chat and state: renewed once, the old session is unknown, nothing is sent again", async () => {
  anonymous.control.set({ refusals: "A3" });
  const seen = await anonymous.make({ at: "state", skip: 3, before: "expire-token" });
  expect(seen).toMatchObject({ status: "attention", code: "nemo.session_not_found", messages: 1, renders: 0 });
  expect(seen.says).toMatch(/may have been charged/);
  expect(tokenRequests()).toHaveLength(2);
});

test.each([1001, 1010, 1011, 401])("T3: the configured token refused with %i ends with Reconnect, and no anonymous token is asked for", async (code) => {
  await useOwnToken();
  const seen = await anonymous.make({ at: "credits", answer: { refuse: { code, message: RAW } } });
  expect(seen).toMatchObject({ ...nothingSent, code: "nemo.reconnect" });
  expect(seen.says).toMatch(/no longer accepts the saved connection/);
  expect(tokenRequests()).toEqual([]);
});

test("T3: a configured token that is revoked ends the same way, asked for once", async () => {
  await useOwnToken();
  anonymous.control.revokeTokens(NEMO_USER);
  expect(await anonymous.make()).toMatchObject({ ...nothingSent, code: "nemo.reconnect" });
  expect(anonymous.requests(/./)).toHaveLength(1);
  anonymous.control.registerToken({ nemoToken: NEMO_TOKEN, userId: NEMO_USER, credits: 100_000 });
});

test("T4: the renewal is refused because the week is not over: one wait, then the merchant connects an account", async () => {
  const seen = await anonymous.make({ at: "session", before: "revoke-token" });
  expect(seen).toMatchObject({ ...nothingSent, code: "nemo.token_limit" });
  expect(seen.says).toMatch(/Connect your own NemoVideo account/);
  expect(tokenRequests().map((request) => request.status)).toEqual([200, 429, 429]);
  expect(clientIds().size).toBe(1);
});

test.each<[string, Fault]>([
  ["missing", instead(undefined)],
  ["a number", instead(5)],
  ["10 KB long", instead(`nmv_usr_${"x".repeat(10_240)}`)],
  ["with a line break in it", instead("nmv_usr_x\r\nX-Injected: yes")],
])("T7: a token that is %s is never used", async (_name, fault) => {
  const seen = await anonymous.makeAlways(fault);
  expect(seen).toMatchObject({ ...nothingSent, code: "nemo.malformed" });
  expect(seen.says).toMatch(/can't be reached/);
  expect(anonymous.requests(/./).filter((request) => request.headers.authorization || request.headers["x-injected"])).toEqual([]);
  expect(anonymous.shop.logLines.join("\n")).toMatch(/anonymous-token/);
});

test("T8: 400 although the client id was sent: another id once, then it stops", async () => {
  const seen = await anonymous.makeAlways({ at: "token", answer: { instead: { status: 400, body: { code: 400, message: RAW } } } });
  expect(seen).toMatchObject({ ...nothingSent, code: "nemo.client_id" });
  expect(seen.says).toMatch(/can't be reached/);
  expect(tokenRequests()).toHaveLength(2);
  expect(clientIds().size).toBe(2);
});

test("T8: when only the first id was refused, the second one is kept", async () => {
  expect(await anonymous.make({ at: "token", answer: { instead: { status: 400, body: { code: 400 } } } })).toMatchObject(READY);
  const row = await anonymous.shop.db.shop.findUniqueOrThrow({ where: { domain: SHOP } });
  expect(tokenRequests().at(-1)?.headers["x-client-id"]).toBe(row.nemoClientId);
});

test.each(["1970-01-01T00:00:00Z", "2020-01-01T00:00:00Z", "soon", 12])("T9: expires_at %s is a hint only", async (expires) => {
  expect(await anonymous.make({ at: "token", answer: { patch: { data: { expires_at: expires } } } })).toMatchObject(READY);
  expect(tokenRequests()).toHaveLength(1);
});

test.each([2, -2])("T9: our clock %i h off changes nothing", async (hours) => {
  const { deps } = anonymous.shop;
  const { clock } = deps;
  deps.clock = { ...clock, now: () => new Date(Date.now() + hours * 3_600_000) };
  try {
    expect(await anonymous.make()).toMatchObject(READY);
    expect(tokenRequests()).toHaveLength(1);
  } finally {
    deps.clock = clock;
  }
});
