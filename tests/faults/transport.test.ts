// Group X: the transport of the chat. Whatever breaks, the message is accepted once.
import { beforeEach, expect, test, vi } from "vitest";
import { ExpectedError } from "#app/lib/expected-error.ts";
import type { NemoClient } from "#app/nemo/nemo-client.ts";
import { defaultNemoWaits } from "#app/nemo/nemo-waits.ts";
import type { ChatFault, Cut, Fault, TurnStep } from "#fakes/nemo/scenarios/scenario.ts";
import { adkEdit } from "#tests/nemo/recorded-streams.ts";
import { account, makeClient, serveHttp, serveSocket } from "#tests/nemo/serve-raw.ts";
import { createSteeredClock } from "#tests/nemo/steered-clock.ts";
import { SHOP } from "#tests/setup/open-test-shop.ts";
import { Detour } from "./create-detour.ts";
import { READY, useFaultShop } from "./use-fault-shop.ts";

let detour: Detour;
const faults = useFaultShop({
  nemoWaits: { streamBeat: 10, noBytes: 330 },
  nemoOptions: ({ dispatcher }) => ({ dispatcher: (detour = new Detour(dispatcher)) }),
});
beforeEach(() => Object.assign(detour, { origin: null, times: Infinity, taken: 0 }));

const begun: TurnStep[] = [{ do: "say", which: "intro" }, { do: "call" }, { do: "begin" }];
const turn = (steps: TurnStep[], more: ChatFault = {}): Fault => ({ at: "chat", chat: { steps, ...more } });
const checked = /connection broke; checking whether the video was made. Nothing is charged again/;

async function closedPort(): Promise<string> {
  const server = await serveSocket(() => undefined);
  await server[Symbol.asyncDispose]();
  return server.url;
}
const nowhere: [string, () => Promise<string>][] = [
  ["a refused connection", closedPort],
  ["a name that does not exist", async () => "http://nowhere.invalid:81"],
  ["a failed TLS handshake", async () => faults.shop.fakeNemo.url.replace("http:", "https:")],
];

test.each(nowhere)("X1: %s twice: tried again, because nothing was written", async (_name, origin) => {
  Object.assign(detour, { origin: await origin(), times: 2 });
  expect(await faults.make()).toMatchObject(READY);
  expect(detour.taken).toBe(2);
});

test.each(nowhere)("X1: %s for good: nothing is sent, the merchant reads that NemoVideo can't be reached", async (_name, origin) => {
  detour.origin = await origin();
  const seen = await faults.make();
  expect(seen).toMatchObject({ status: "failed", code: "nemo.unreachable", messages: 0, charged: 0, renders: 0, charge: "Nothing was charged." });
  expect(seen.says).toMatch(/can't be reached/);
});

test.each<[string, Cut, ChatFault]>([
  ["RST", "reset", {}],
  ["FIN without the last chunk", "end", {}],
  ["a bad chunk size", "bad-chunk", {}],
  ["a content-length that is too long", "end", { headers: { "content-length": "99999" } }],
])("X4: %s: the state is looked at, nothing is sent again", async (_name, how, more) => {
  const seen = await faults.make(turn([...begun, { do: "cut", how }], { run: "goes-on", ...more }));
  expect(seen).toMatchObject(READY);
  expect(await faults.told(seen.videoId)).toMatch(checked);
});

test.each<Cut>(["end", "reset"])("X5: a body without a length that ends with %s in the middle may look clean: the state decides", async (how) => {
  const seen = await faults.make(turn([...begun, { do: "cut", how }], { run: "goes-on", closeDelimited: true }));
  expect(seen).toMatchObject(READY);
});

test("X6: the server ends its side only: cut, the socket is released, the state decides", async () => {
  const seen = await faults.make(turn([...begun, { do: "cut", how: "half-close" }], { run: "goes-on" }));
  expect(seen).toMatchObject(READY);
  expect(await faults.told(seen.videoId)).toMatch(checked);
  expect(faults.requests(/run_sse/)[0]?.ended).not.toBe("open");
});

test.each([[290_000, "replied"], [331_000, "cut"]])("X7: headers and a first word, then %i ms without a byte: %s", async (silence, outcome) => {
  const clock = createSteeredClock();
  let finish = () => {};
  await using server = await serveHttp((_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write('data: {"type":"text","content":"I begin."}\n\n');
    finish = () => void response.end(adkEdit);
  });
  const { client } = makeClient(server.url, { clock, waits: defaultNemoWaits });
  const begun = Promise.withResolvers<void>();
  const said = client.say(account, { nemoSessionId: "1", text: "x", onSubstance: begun.resolve });
  await begun.promise;
  await clock.advance(silence);
  finish();
  expect((await said).kind).toBe(outcome);
  expect(server.seen).toHaveLength(1);
});

test("X7: a stall beyond the limit: the page says that it is checking, then the video is found", async () => {
  faults.control.next(turn([{ do: "begin" }, { do: "hold" }], { heartbeats: [] }));
  const videoId = await faults.request();
  await faults.shop.drive(videoId, (row) => row.step === "recover");
  expect((await faults.view(videoId)).headline).toMatch(/^Checking whether the video was made/);
  faults.control.release();
  expect(await faults.rest(videoId)).toMatchObject(READY);
});

/** A worker that is killed inside the generate step; what it still does afterwards, nobody hears. */
async function killedInGenerate(videoId: string, part: (nemo: NemoClient, killed: Promise<never>) => Partial<NemoClient>) {
  const { shop } = faults;
  await shop.drive(videoId, (row) => row.step === "generate");
  const { promise: killed, reject } = Promise.withResolvers<never>();
  killed.catch(() => undefined);
  const worker = shop.worker("worker-killed");
  const dead = shop.step(videoId, { ...worker, nemo: { ...worker.nemo, ...part(worker.nemo, killed) } });
  return {
    /** Its lease runs out, another worker takes over. */
    async takeOver() {
      await shop.db.video.update({ where: { id: videoId }, data: { leaseUntil: new Date(Date.now() - 1_000) } });
      const seen = await faults.rest(videoId);
      reject(new ExpectedError({ code: "test.killed", message: "killed", merchantMessage: "", charged: "no", retryable: true }));
      await dead;
      expect(await faults.seen(videoId)).toMatchObject({ status: seen.status, code: seen.code });
      return seen;
    },
  };
}
const sent = (videoId: string) => faults.shop.db.message.count({ where: { videoId, sentAt: { not: null } } });

test("X9: killed before the message was marked as sent: the other worker sends it", async () => {
  const videoId = await faults.request();
  const { promise, resolve } = Promise.withResolvers<void>();
  const worker = await killedInGenerate(videoId, (_nemo, killed) => ({ readState: () => (resolve(), killed) }));
  await promise;
  expect(await sent(videoId)).toBe(0);
  expect(await worker.takeOver()).toMatchObject(READY);
});

test("X9: killed between the mark and the first byte: never sent, only looked for, and the merchant reads that nothing was taken", async () => {
  const videoId = await faults.request();
  const worker = await killedInGenerate(videoId, (_nemo, killed) => ({ say: () => killed }));
  await vi.waitFor(async () => expect(await sent(videoId)).toBe(1));
  const seen = await worker.takeOver();
  expect(seen).toMatchObject({ status: "attention", code: "nemo.unknown_end", messages: 0, charged: 0, renders: 0 });
  expect(seen.says).toMatch(/no credits were taken/);
});

test("X9: killed in the middle of the stream: looked for, one message", async () => {
  faults.control.next("hold-stream");
  const videoId = await faults.request();
  const worker = await killedInGenerate(videoId, (nemo, killed) => ({
    say: (...said) => {
      nemo.say(...said).catch(() => undefined);
      return killed;
    },
  }));
  await faults.control.whenHeld();
  faults.control.release();
  expect(await worker.takeOver()).toMatchObject(READY);
});

test("X9: killed after the end of the stream: looked for, one message", async () => {
  const videoId = await faults.request();
  const ended = Promise.withResolvers<void>();
  const worker = await killedInGenerate(videoId, (nemo, killed) => ({ say: async (who, o) => (await nemo.say(who, o), ended.resolve(), killed) }));
  await ended.promise;
  const seen = await worker.takeOver();
  expect(seen).toMatchObject(READY);
  expect(await faults.told(seen.videoId)).toMatch(checked);
});

test("X10: the same job at two workers, a double click and a bulk that has the product twice: one video, one message", async () => {
  const { shop } = faults;
  const ids = await Promise.all([1, 2, 3, 4, 5].map(() => faults.request()));
  expect(new Set(ids).size).toBe(1);
  const videoId = ids[0] ?? "";
  const other = shop.worker("worker-2");
  await vi.waitFor(async () => {
    await Promise.all([shop.step(videoId), shop.step(videoId, other), shop.step(videoId, other)]);
    expect((await faults.view(videoId)).moving).toBe(false);
  }, { timeout: 30_000, interval: 30 });
  expect(await faults.seen(videoId)).toMatchObject(READY);
});

test.each([
  [undefined, 30_000], ["5", 30_000], ["3600", 120_000], ["Sat, 21 Nov 2020 07:00:00 GMT", 30_000], ["soon", 30_000],
])("X12: 429 with Retry-After %s is waited out for %i ms, once", async (retryAfter, wait) => {
  await using server = await serveHttp((_request, response) => response.writeHead(429, retryAfter === undefined ? {} : { "retry-after": retryAfter }).end());
  const slept: number[] = [];
  const steered = createSteeredClock();
  const clock = { now: steered.now, sleep: (ms: number, signal?: AbortSignal) => (ms >= 30_000 ? (slept.push(ms), Promise.resolve()) : steered.sleep(ms, signal)) };
  const { client } = makeClient(server.url, { clock, waits: defaultNemoWaits });
  expect(await client.say(account, { nemoSessionId: "1", text: "x" })).toMatchObject({ kind: "refused", error: { code: "nemo.busy", charged: "no" } });
  expect(slept).toEqual([wait]);
  expect(server.seen).toHaveLength(2);
});

test("X12: still busy: the merchant reads so, with the next try; later the same message goes once", async () => {
  faults.control.always({ at: "chat", answer: { instead: { status: 429, body: "" } } });
  const videoId = await faults.request();
  await faults.shop.drive(videoId, (row) => row.step === "generate");
  await faults.shop.step(videoId);
  const waiting = await faults.view(videoId);
  expect(waiting.headline).toMatch(/NemoVideo is busy.*tries again by itself/);
  expect((await faults.shop.db.video.findUniqueOrThrow({ where: { id: videoId } })).nextTryAt).not.toBeNull();
  expect((await faults.seen(videoId)).messages).toBe(0);
  faults.control.clear();
  expect(await faults.rest(videoId)).toMatchObject(READY);
});

test.each([
  [301, "session"], [302, "session"], [307, "credits"], [308, "upload"], [307, "chat"], [302, "chat"], [301, "state"],
] as const)("X13: %i at %s is an error and is never followed", async (status, at) => {
  await using elsewhere = await serveHttp((_request, response) => response.end("{}"));
  const location = status === 302 ? "http://169.254.169.254/latest/meta-data" : `${elsewhere.url}/elsewhere`;
  const seen = await faults.makeAlways({ at, answer: { instead: { status, headers: { location }, body: "" } } });
  expect(seen).toMatchObject({ status: "failed", code: "nemo.redirected", messages: 0, charged: 0, renders: 0, charge: "Nothing was charged." });
  expect(seen.says).toMatch(/can't be reached/);
  expect(elsewhere.seen).toEqual([]);
});

test("X14: canceled during the stream: no longer read, not rendered, not sent again; says that it may still be charged", async () => {
  faults.control.next("hold-stream");
  const videoId = await faults.request();
  await faults.shop.drive(videoId, (row) => row.step === "generate");
  const running = faults.shop.step(videoId);
  await faults.control.whenHeld();
  await faults.shop.videos.cancelVideo({ shop: SHOP, videoId });
  faults.control.release();
  await running;
  const seen = await faults.rest(videoId);
  expect(seen).toMatchObject({ status: "canceled", messages: 1, renders: 0 });
  expect(seen.says).toMatch(/may still charge/);
});
