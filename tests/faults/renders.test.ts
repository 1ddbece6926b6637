// Group R: renders. They are free, so they are repeated, but never wildly; the message stays one.
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { AnswerFault, Fault } from "#fakes/nemo/scenarios/scenario.ts";
import { SHOP } from "#tests/setup/open-test-shop.ts";
import { RAW, READY, useFaultShop } from "./use-fault-shop.ts";

const faults = useFaultShop();
const oneMessage = { messages: 1, charged: 100 };
const status = (answer: AnswerFault, more: Partial<Fault> = {}): Fault => ({ at: "render-status", answer, ...more });
const refusedRender = (instead: AnswerFault["instead"], times = 1): Fault => ({ at: "render", times, answer: { ...(instead && { instead }) } });
const noFallback: Fault = { at: "download", answer: { instead: { status: 404, body: { error: "Render not found" } } } };
const json = { "content-type": "application/json" };

// A shop that has exported before is not asked again whether it may, so the faults below meet the real looks.
beforeAll(async () => {
  const { videoId } = await faults.make();
  await faults.shop.videos.discardVideo({ shop: SHOP, videoId });
});
let waits: typeof faults.shop.deps.waits;
beforeEach(() => {
  faults.shop.deps.waits = waits ??= { ...faults.shop.deps.waits, tryAgainMs: [1] };
});

test("R1: the attribution headers are on every request for a render, so 402 without them cannot happen", async () => {
  expect(await faults.make()).toMatchObject(READY);
  for (const request of faults.requests(/\/api\//)) for (const name of ["x-skill-source", "x-skill-version", "x-skill-platform"]) expect(request.headers[name]).toMatch(/^[\x21-\x7e]+$/);
});

test("R1: 402 although the headers are there: stop, and say that it is the plan", async () => {
  const seen = await faults.make("render-plan-refused");
  expect(seen).toMatchObject({ ...oneMessage, status: "attention", code: "nemo.plan", renders: 0 });
  expect(seen.says).toMatch(/plan does not include.*not a matter of credits: upgrade/);
  expect(faults.requests(/proxy\/lambda$/, "POST")).toHaveLength(1);
});

test.each<[string, AnswerFault["instead"], RegExp]>([
  ["402 with code 2001", { status: 402, headers: json, body: { code: 2001, message: RAW } }, /either because your plan.*or because the credits/],
  ["402 that speaks of credits", { status: 402, headers: json, body: { code: 402, message: `Not enough credits ${RAW}` } }, /either because your plan.*or because the credits/],
  ["403", { status: 403, headers: json, body: { code: 403, message: RAW } }, /plan does not include/],
])("R2: %s: stop, with the causes named", async (_name, instead, says) => {
  const seen = await faults.make(refusedRender(instead));
  expect(seen).toMatchObject({ ...oneMessage, status: "attention", code: "nemo.plan", renders: 0 });
  expect(seen.says).toMatch(says);
});

test("R3: failed once: a new id, once", async () => {
  expect(await faults.make("render-fails-once")).toMatchObject({ ...READY, renders: 2 });
  expect(new Set(faults.renders().map((render) => render.renderId)).size).toBe(2);
});

test("R4: failed twice: stop; the merchant exports again for free", async () => {
  const seen = await faults.make("render-fails-twice");
  expect(seen).toMatchObject({ ...oneMessage, status: "attention", code: "nemo.render_failed", renders: 2, can: { retry: true } });
  expect(seen.says).toMatch(/export again, it is free/);
  await faults.shop.videos.retryVideo({ shop: SHOP, videoId: seen.videoId });
  expect(await faults.rest(seen.videoId)).toMatchObject({ ...READY, renders: 3 });
});

test.each<[string, AnswerFault["instead"]]>([
  ["409", { status: 409, headers: json, body: { code: 409, message: RAW } }],
  ["success:false that says it exists", { status: 200, headers: json, body: { success: false, error: "Render id already exists" } }],
])("R5: a duplicate id (%s) is replaced and does not count as the retry", async (_name, instead) => {
  const seen = await faults.make(refusedRender(instead, 3), { at: "render", skip: 0, render: { fail: RAW } });
  expect(seen).toMatchObject({ ...READY, renders: 2 });
  expect(faults.requests(/proxy\/lambda$/, "POST")).toHaveLength(5);
});

test("R7: stuck at 99 % for ever: still rendering, then given up and canceled; never a second render", async () => {
  faults.shop.deps.waits = { ...waits, renderGiveUpMs: 600 };
  const seen = await faults.makeAlways(status({ patch: { status: "processing", progress: 99 }, omit: ["output"] }));
  expect(seen).toMatchObject({ ...oneMessage, status: "attention", code: "nemo.render_failed", renders: 1, can: { retry: true } });
  expect(seen.says).toMatch(/did not finish within 30 minutes.*free/);
  expect(await faults.told(seen.videoId)).toMatch(/Still rendering/);
  expect(faults.cancels()).toHaveLength(1);
});

test("R8: not done after 10 looks, done at the 11th", async () => {
  expect(await faults.make(status({ patch: { status: "processing", progress: 40 }, omit: ["output"] }, { times: 10 }))).toMatchObject(READY);
});

test("R9: the shape under data", async () => {
  faults.control.set({ renderShape: "A4" });
  expect(await faults.make()).toMatchObject(READY);
});

test("R9: both shapes, contradicting each other: the top level counts", async () => {
  expect(await faults.makeAlways(status({ patch: { data: { status: "failed", outputUrl: "https://10.0.0.1/x.mp4" } } }))).toMatchObject(READY);
  expect(faults.downloads().map((one) => one.via)).toEqual(["cdn"]);
});

test("R10: completed, the address comes later", async () => {
  expect(await faults.make(status({ omit: ["output"] }, { times: 2 }))).toMatchObject(READY);
  expect(faults.downloads().map((one) => one.via)).toEqual(["cdn"]);
});

test("R10: completed, the address never comes: the API's own download path", async () => {
  expect(await faults.makeAlways(status({ omit: ["output"] }))).toMatchObject(READY);
  expect(faults.downloads().map((one) => one.via)).toEqual(["fallback"]);
});

test("R10: and when that fails too: finished at NemoVideo, fetch again", async () => {
  const seen = await faults.makeAlways(status({ omit: ["output"] }), noFallback);
  expect(seen).toMatchObject({ ...oneMessage, status: "attention", code: "nemo.download_failed", renders: 1, can: { retry: true } });
  expect(seen.says).toMatch(/finished at NemoVideo but could not be fetched. Fetch it again; it costs nothing/);
  expect((await faults.view(seen.videoId)).atNemo).toBe(true);
  expect(await faults.shop.videos.projectLink({ shop: SHOP, videoId: seen.videoId })).toMatch(/^https:\/\/nemovideo\.com\/workspace\/claim\?ct=/);
  faults.control.clear();
  await faults.shop.videos.retryVideo({ shop: SHOP, videoId: seen.videoId });
  expect(await faults.rest(seen.videoId)).toMatchObject(READY);
});

test("R12: 404 at first, then a 502 page, 429 and invalid JSON: the same id at the next look", async () => {
  faults.shop.deps.waits = { ...waits, tryAgainMs: [1, 1, 1, 1, 1], settleMs: 5_000 };
  const page = { status: 502, headers: { "content-type": "text/html" }, body: `<h1>${RAW}</h1>` };
  const seen = await faults.make(
    status({ instead: { status: 404, headers: json, body: { error: RAW } } }), status({ instead: page }),
    status({ instead: { status: 429, body: "" } }), status({ instead: { status: 200, headers: json, body: '{"status":"compl' } }),
  );
  expect(seen).toMatchObject(READY);
  expect(new Set(faults.requests(/proxy\/lambda\/[^/]+$/, "GET").map((request) => request.path)).size).toBe(1);
});

test.each([
  "file:///etc/passwd", "javascript:alert(1)", "http://10.0.0.1/x.mp4", "http://static1.nemovideo.ai/x.mp4", "https://[::1]/x.mp4", "https://169.254.169.254/x.mp4", "https://2130706433/x.mp4",
  "https://me:secret@static1.nemovideo.ai/x.mp4", "https://static1.nemovideo.ai:22/x.mp4", `https://static1.nemovideo.ai/${"x".repeat(8_192)}.mp4`, "https://státic1.nemovideo.ai/x.mp4", "https://localhost/x.mp4",
])("R14: the address %s is refused before any connect", async (url) => {
  const { refused, calls } = faults.shop.net;
  const before = [refused.length, calls.filter((call) => call.includes("nemovideo")).length];
  const seen = await faults.makeAlways(status({ patch: { output: { url } } }), noFallback);
  expect(seen).toMatchObject({ ...oneMessage, status: "attention", code: "nemo.download_failed", renders: 1, can: { retry: true } });
  expect([refused.length, calls.filter((call) => call.includes("nemovideo")).length]).toEqual(before);
  expect(seen.says).not.toContain("://");
});

test("R15: the worker is started again while it renders: the stored id is asked for, no second render", async () => {
  faults.control.next(status({ patch: { status: "processing", progress: 40 }, omit: ["output"] }, { times: 3 }));
  const videoId = await faults.request();
  await faults.shop.drive(videoId, (row) => row.step === "await_render");
  await faults.shop.step(videoId, faults.shop.worker("worker-2"));
  expect((await faults.view(videoId)).headline).toMatch(/rendering the finished file/);
  expect(await faults.rest(videoId)).toMatchObject(READY);
  expect(new Set(faults.requests(/proxy\/lambda\/[^/]+$/, "GET").map((request) => request.path)).size).toBe(1);
});
