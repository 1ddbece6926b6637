// Group Z: drift, load and clock.
import { existsSync } from "node:fs";
import path from "node:path";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { AnswerFault, Fault, Operation } from "#fakes/nemo/scenarios/scenario.ts";
import { SHOP } from "#tests/setup/open-test-shop.ts";
import { RAW, READY, useFaultShop } from "./use-fault-shop.ts";

const faults = useFaultShop();
const json = { "content-type": "application/json" };
const at = (operation: Operation, answer: AnswerFault): Fault => ({ at: operation, answer });
const body = (text: string): AnswerFault => ({ instead: { status: 200, headers: json, body: text } });
const down = { status: "failed", code: "nemo.malformed", messages: 0, charged: 0, renders: 0, charge: "Nothing was charged." };
// A shop that has exported before is not asked again whether it may, so the faults meet the real calls.
beforeAll(async () => {
  const { videoId } = await faults.make();
  await faults.shop.videos.discardVideo({ shop: SHOP, videoId });
});
let waits: typeof faults.shop.deps.waits;
beforeEach(() => {
  faults.shop.deps.waits = waits ??= { ...faults.shop.deps.waits, tryAgainMs: [1, 1] };
});

const everywhere: Operation[] = ["session", "upload", "state", "credits", "render", "render-status"];
const odd: [string, AnswerFault][] = [
  ["extra fields", { patch: { surprise: RAW, data: { surprise: { deep: [1, { a: RAW }] } } } }],
  ["nulls for what is optional", { patch: { message: null, data: { task_id: null, user_id: null, task_name: null, frozen: null, total: null, files: null, state: { canvas_config: null, video_analyses: null } } } }],
  ["strings for numbers", { patch: { code: "0", progress: "55", data: { available: "100000", frozen: "0" } } }],
  ["arrays for objects", { patch: { data: { state: { canvas_config: [], video_analyses: [] }, user: [] } } }],
];
test.each(odd)("Z1: %s in every answer are taken", async (_name, answer) => {
  expect(await faults.makeAlways(...everywhere.map((operation) => at(operation, answer)))).toMatchObject(READY);
});

test.each<[Operation, unknown]>([["session", []], ["session", "text"], ["state", []], ["state", 7]])("Z1: %s with %j where an object must be is malformed", async (operation, data) => {
  const seen = await faults.makeAlways(at(operation, body(JSON.stringify({ code: 0, message: RAW, data }))));
  expect(seen).toMatchObject(down);
  expect(seen.says).toMatch(/can't be reached/);
});

test.each<[Operation, string[]]>([["session", ["data.session_id"]], ["session", ["data"]], ["state", ["data"]]])("Z2: %s without %j is a named error before anything is paid", async (operation, omit) => {
  expect(await faults.makeAlways(at(operation, { omit }))).toMatchObject(down);
});
test("Z2: a render's answer without an id means our own id", async () => {
  expect(await faults.makeAlways(at("render", { omit: ["taskId"] }))).toMatchObject(READY);
});
test("Z2: a render without a status is asked for again, then a person decides", async () => {
  const seen = await faults.makeAlways(at("render-status", { omit: ["status"] }));
  expect(seen).toMatchObject({ status: "attention", code: "nemo.malformed", messages: 1, renders: 1, can: { retry: true } });
});
test.each(["available", "frozen", "total"])("Z2: a balance without %s does not block", async (field) => {
  expect(await faults.makeAlways(at("credits", { omit: [`data.${field}`] }))).toMatchObject(READY);
});

const deep = 200_000;
test.each<[string, () => string]>([
  ["invalid JSON", () => `{"code":0,"data":{"session_id":"1"} ${RAW}`],
  ["truncated JSON", () => '{"code":0,"data":{"session_id":"55297'],
  ["two JSONs", () => '{"code":0,"data":{"session_id":"1"}}{"code":0,"data":{"session_id":"2"}}'],
  ["100 MB of JSON", () => `{"code":0,"data":{"session_id":"1","x":"${"x".repeat(100 * 1024 * 1024)}"}}`],
  ["__proto__ and constructor keys", () => '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"data":{"__proto__":{"polluted":1,"session_id":"1"}}}'],
  ["nesting without an end", () => `{"code":0,"data":${"[".repeat(deep)}${"]".repeat(deep)}}`],
])("Z3: %s instead of a session is refused", async (_name, text) => {
  const before = process.memoryUsage().rss;
  const seen = await faults.makeAlways(at("session", body(text())));
  expect(seen).toMatchObject(down);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
  // The stand-in itself holds the 100 MB, as text and as bytes.
  expect(process.memoryUsage().rss - before).toBeLessThan(1024 * 1024 * 1024);
});

test.each<Operation>(["session", "credits", "upload"])("Z5: a 5xx page with our own words in it at %s is never shown", async (operation) => {
  const seen = await faults.makeAlways(at(operation, { instead: { status: 503, headers: { "content-type": "text/html" }, body: `<h1>${RAW}</h1>Authorization: Bearer nmv_usr_reflected` } }));
  expect(seen).toMatchObject({ status: "failed", code: "nemo.unreachable", messages: 0, charge: "Nothing was charged." });
  expect(seen.says).toMatch(/can't be reached/);
});

test.each([[-5, true], [99.5, true], ["40", true], ["99.9", true], [100, false], ["100000", false], ["1e3", false], [null, false], ["many", false], [[], false]])("Z6: a balance of %j (stops: %s)", async (available, stops) => {
  const seen = await faults.makeAlways(at("credits", { patch: { data: { available } } }));
  if (!stops) return void expect(seen).toMatchObject(READY);
  expect(seen).toMatchObject({ status: "failed", code: "nemo.no_credits", messages: 0, charged: 0, charge: "Nothing was charged." });
  expect(seen.says).toMatch(/Nothing was sent and nothing was charged.*Top up/);
});

test.each([[3, "forward"], [-3, "back"]])("Z7: our clock jumps %i h %s in the middle: nothing is lost and nothing waits for hours", async (hours) => {
  const { deps } = faults.shop;
  const { clock } = deps;
  try {
    const videoId = await faults.request();
    await faults.shop.drive(videoId, (row) => row.step === "generate");
    deps.clock = { ...clock, now: () => new Date(Date.now() + hours * 3_600_000) };
    expect(await faults.rest(videoId)).toMatchObject(READY);
  } finally {
    deps.clock = clock;
  }
});

test("Z7: a server whose Date is far off changes nothing", async () => {
  expect(await faults.make(at("session", { instead: { status: 503, headers: { date: "Thu, 01 Jan 1970 00:00:00 GMT" }, body: "" } }))).toMatchObject(READY);
});

test("Z9: removed in the middle of a turn: it stops, nothing is rendered or attached, the data is erased", async () => {
  const { shop } = faults;
  faults.control.next("hold-stream");
  const videoId = await faults.request();
  await shop.drive(videoId, (row) => row.step === "generate");
  const running = shop.step(videoId);
  await faults.control.whenHeld();
  await shop.videos.uninstallShop({ shop: SHOP });
  faults.control.release();
  await running;
  const seen = await faults.rest(videoId);
  expect(seen).toMatchObject({ status: "canceled", messages: 1, renders: 0 });
  expect(seen.says).toMatch(/app was removed/);
  expect(await shop.db.shop.findUniqueOrThrow({ where: { domain: SHOP } })).toMatchObject({ nemoTokenSealed: null });
  await shop.db.shop.update({ where: { domain: SHOP }, data: { uninstalledAt: null } });
});

test("Z9: removed while a finished file is on its way: nothing is attached, and redaction leaves no row and no file", async () => {
  const { shop } = faults;
  const { videoId } = await faults.make();
  const attached = shop.fakeShopify.ledger.attachments.length;
  await shop.videos.approveVideo({ shop: SHOP, videoId, approvedBy: "42", place: "last", alt: "" });
  await shop.videos.uninstallShop({ shop: SHOP });
  expect(await faults.rest(videoId)).toMatchObject({ messages: 1, renders: 1 });
  expect(shop.fakeShopify.ledger.attachments).toHaveLength(attached);
  faults.forget();
  await shop.videos.redactShop({ shop: SHOP });
  expect([await shop.db.video.count(), await shop.db.nemoSession.count(), await shop.db.shop.count()]).toEqual([0, 0, 0]);
  expect(existsSync(path.join(shop.keptDir, SHOP))).toBe(false);
});

test("Z10: the claim token fails: the video is ready all the same, and the link is not there", async () => {
  const { shop } = faults;
  const { videoId, ...seen } = await faults.makeAlways("claim-fails");
  expect(seen).toMatchObject(READY);
  expect(await shop.videos.projectLink({ shop: SHOP, videoId })).toBeNull();
  faults.control.clear();
  expect(await shop.videos.projectLink({ shop: SHOP, videoId })).toMatch(/^https:\/\/nemovideo\.com\/workspace\/claim\?ct=clm_/);
});
