import { getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { createAdminGraphql, type AdminCall, type SendAdmin } from "#app/shopify/admin-graphql.server.ts";
import { createCostGate } from "#app/shopify/cost-gate.ts";
import { createInstantClock } from "./instant-clock.ts";
import { openContexts } from "./open-contexts.ts";
import { cost, cut, html, json, startWire, throttled } from "./start-wire.ts";

let wire: Awaited<ReturnType<typeof startWire>>;
let contexts: ReturnType<typeof openContexts>;
const usual = getGlobalDispatcher();
beforeAll(async () => {
  wire = await startWire();
  setGlobalDispatcher(wire.dispatcher);
  contexts = openContexts(wire.dispatcher);
});
beforeEach(() => contexts.install(600));
afterAll(async () => {
  setGlobalDispatcher(usual);
  await wire.close();
});

const good = json({ data: { shop: { name: "Fleece & Co" } }, extensions: cost(2, 1998) });
const read: AdminCall<{ shop: { name: string } }> = { document: "query ShopName { shop { name } }", result: z.object({ shop: z.object({ name: z.string() }) }), repeat: "safe" };
const create: AdminCall<{ shop: { name: string } }> = { ...read, document: "mutation MakeOne { shop { name } }", repeat: "never" };

function caller(send: SendAdmin, waits?: { requestMs?: number }) {
  const clock = createInstantClock();
  const told: object[] = [];
  const log = { info: () => {}, warn: (fields: object) => void told.push(fields) };
  return { clock, told, graphql: createAdminGraphql({ send, gate: createCostGate({ clock }), clock, log, ...(waits && { waits }) }) };
}
const refusal = async (promise: Promise<unknown>): Promise<ExpectedError> => {
  const error = await promise.then(() => null, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ExpectedError);
  return error as ExpectedError;
};

describe.each(["route", "job", "bare"] as const)("in the %s context", (kind) => {
  const open = async (waits?: { requestMs?: number }) => caller(await contexts[kind](), waits);

  test("an answer is parsed and its variables arrive", async () => {
    wire.plan(good);
    const { graphql } = await open();
    expect(await graphql({ ...read, variables: { id: "gid://shopify/Product/1" } })).toEqual({ shop: { name: "Fleece & Co" } });
    expect(wire.requests).toMatchObject([{ path: "/admin/api/2026-10/graphql.json", operation: "ShopName", variables: { id: "gid://shopify/Product/1" } }]);
  });

  test("a throttled read waits as long as the points need and succeeds", async () => {
    wire.plan(throttled(500, 100), good);
    const { graphql, clock } = await open();
    await graphql(read);
    expect(wire.requests).toHaveLength(2);
    expect(clock.slept[0]).toBeGreaterThanOrEqual(4000);
    expect(clock.slept[0]).toBeLessThan(4500);
  });

  test("a throttled creation is not repeated, and says when it may be", async () => {
    wire.plan(throttled(500, 100));
    const { graphql } = await open();
    const error = await refusal(graphql(create));
    expect(error).toMatchObject({ code: "shopify.throttled", charged: "no", retryable: true, retryAfterMs: 4000 });
    expect(wire.requests).toHaveLength(1);
  });

  test("Retry-After counts in seconds", async () => {
    wire.plan(json({ errors: "too many" }, 429, { "retry-after": "2" }), good);
    const { graphql, clock } = await open();
    await graphql(read);
    // the library keeps the header from routes, so there the usual first wait is taken
    const due = kind === "route" ? 1000 : 2000;
    expect(clock.slept[0]).toBeGreaterThanOrEqual(due);
    expect(clock.slept[0]).toBeLessThan(due * 1.15);
  });

  test.each([
    ["503 twice", [json({}, 503), json({}, 503)]],
    ["520 with HTML", [html(520)]],
    ["HTML with 200", [html(200)]],
    ["a cut connection", [cut]],
    ["an internal error in the body", [json({ errors: [{ message: "x", extensions: { code: "INTERNAL_SERVER_ERROR" } }] })]],
  ])("a read survives %s", async (_name, faults) => {
    wire.plan(...faults, good);
    const { graphql, told } = await open();
    expect(await graphql(read)).toEqual({ shop: { name: "Fleece & Co" } });
    expect(wire.requests).toHaveLength(faults.length + 1);
    expect(told).toHaveLength(faults.length);
  });

  test("a read gives up after four repetitions", async () => {
    wire.plan(json({}, 503));
    const { graphql, clock } = await open();
    const error = await refusal(graphql(read));
    expect(error).toMatchObject({ code: "shopify.unavailable", retryable: true, charged: "no" });
    expect(wire.requests).toHaveLength(5);
    expect(clock.slept).toHaveLength(4);
  });

  test.each([
    ["a cut connection", cut],
    ["503", json({}, 503)],
    ["HTML with 200", html(200)],
    ["an answer of another shape", json({ data: { shop: { name: 7 } } })],
  ])("a creation after %s may have happened: it is sent once and the caller has to look", async (_name, fault) => {
    wire.plan(fault);
    const { graphql } = await open();
    expect(await refusal(graphql(create))).toMatchObject({ code: "shopify.answer_lost", charged: "no", retryable: true, retryAfterMs: 30_000 });
    expect(wire.requests).toHaveLength(1);
  });

  test.each([
    [401, "shopify.access_lost"],
    [402, "shopify.shop_frozen"],
    [403, "shopify.forbidden"],
    [404, "shopify.shop_gone"],
    [423, "shopify.shop_locked"],
    [400, "shopify.refused_request"],
  ])("status %i is %s and is not repeated", async (status, code) => {
    wire.plan(json({ errors: "secret-looking body" }, status));
    const { graphql } = await open();
    const error = await refusal(graphql(read));
    expect(error.code).toBe(code);
    expect(error.merchantMessage).toMatch(/nothing was charged/i);
    expect(`${error.message} ${String(error.cause)}`).not.toContain("secret-looking");
    expect(wire.requests).toHaveLength(1);
  });

  test("a missing scope is told apart from other refusals", async () => {
    wire.plan(json({ data: { shop: null }, errors: [{ message: "denied", extensions: { code: "ACCESS_DENIED" } }] }));
    const { graphql } = await open();
    expect(await refusal(graphql(read))).toMatchObject({ code: "shopify.scope_missing", retryable: false });
    wire.plan(json({ errors: [{ message: "Field 'x' doesn't exist" }] }));
    expect(await refusal(graphql(read))).toMatchObject({ code: "shopify.refused_request" });
  });

  test("a read whose answer has another shape says where, not what", async () => {
    wire.plan(json({ data: { shop: { name: 7 } } }));
    const { graphql } = await open();
    expect(await refusal(graphql(read))).toMatchObject({ code: "shopify.unexpected_answer", message: expect.stringContaining("shop.name") as string });
  });

  test("an abort rejects with its own reason, also in the middle of a request", async () => {
    const stop = new AbortController();
    wire.plan(() => stop.abort(new Error("the worker is draining")));
    const { graphql } = await open();
    await expect(graphql({ ...create, signal: stop.signal })).rejects.toThrow("the worker is draining");
    await expect(graphql({ ...read, signal: stop.signal })).rejects.toThrow("the worker is draining");
    expect(wire.requests).toHaveLength(1);
  });

  test("a request that is never answered ends at its limit", async () => {
    wire.plan(() => {});
    const { graphql } = await open({ requestMs: 100 });
    expect(await refusal(graphql(create))).toMatchObject({ code: "shopify.answer_lost" });
  });
});

test("nothing was sent when the connection was refused, so a creation may simply be tried again", async () => {
  const refused = Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error("connect"), { code: "ECONNREFUSED" }) });
  const { graphql } = caller(async () => {
    throw refused;
  });
  expect(await refusal(graphql(create))).toMatchObject({ code: "shopify.unavailable", retryable: true });
});

test("a bug in the way to Shopify stays a bug", async () => {
  const { graphql } = caller(async () => {
    throw new TypeError("x is not a function");
  });
  await expect(graphql(read)).rejects.toThrow(TypeError);
});

test("a route can throw the library's 401 on, so that App Bridge renews its token", async () => {
  wire.plan(json({}, 401));
  const { graphql } = caller(await contexts.route());
  const error = await refusal(graphql(read));
  expect(error.cause).toBeInstanceOf(Response);
  expect((error.cause as Response).status).toBe(401);
});

describe("the offline token", () => {
  const renewed = json({ access_token: "fresh-access", scope: "write_products", expires_in: 3600, refresh_token: "next", refresh_token_expires_in: 7_776_000 });

  test("is renewed once for calls that need it at the same time", async () => {
    contexts.install(-5);
    wire.plan((response, request) => (request.url?.includes("oauth") ? renewed(response, request) : good(response, request)));
    const { graphql } = caller(await contexts.job());
    await Promise.all([graphql(read), graphql(read), graphql(read)]);
    expect(wire.requests.filter(({ path }) => path.includes("oauth"))).toHaveLength(1);
    expect(wire.requests.filter(({ headers }) => headers["x-shopify-access-token"] === "fresh-access")).toHaveLength(3);
  });

  test("that cannot be renewed asks the merchant to open the app", async () => {
    contexts.install(-5);
    wire.plan(json({ error: "invalid_request" }, 400));
    const { graphql } = caller(await contexts.job());
    const error = await refusal(graphql(read));
    expect(error).toMatchObject({ code: "shopify.access_lost", retryable: true, retryAfterMs: 300_000 });
    expect(error.merchantMessage).toContain("Open the app once");
  });

  test("that is not there at all is not waited for", async () => {
    contexts.uninstall();
    wire.plan(good);
    const { graphql } = caller(await contexts.job());
    expect(await refusal(graphql(create))).toMatchObject({ code: "shopify.access_lost", retryable: false });
    expect(wire.requests).toHaveLength(0);
  });
});
