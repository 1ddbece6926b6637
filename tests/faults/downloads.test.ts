// Group L: download and file. Only a whole film from a public place is kept; NemoVideo's CDN never sees a token.
import { createServer } from "node:http";
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { Agent } from "undici";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { fetchToFile } from "#app/nemo/fetch-to-file.server.ts";
import { createGuardedDispatcher } from "#app/nemo/guarded-dispatcher.server.ts";
import type { CdnFault, Fault } from "#fakes/nemo/scenarios/scenario.ts";
import { makeFilm, makeFolder, renameBox } from "#tests/nemo/make-film.ts";
import { account, makeClient, serveHttp } from "#tests/nemo/serve-raw.ts";
import { SHOP } from "#tests/setup/open-test-shop.ts";
import { RAW, READY, useFaultShop } from "./use-fault-shop.ts";

const faults = useFaultShop({ nemoWaits: { downloadIdle: 300, downloadTotal: 1_500 } });
const film: Record<"square" | "wide", Buffer> = { square: Buffer.alloc(0), wide: Buffer.alloc(0) };
beforeAll(async () => {
  film.square = await makeFilm();
  film.wide = await makeFilm({ width: 256, height: 144 });
});
beforeEach(() => {
  faults.shop.deps.waits = { ...faults.shop.deps.waits, tryAgainMs: [] };
});
const mp4 = { "content-type": "video/mp4" };
const open = { status: "attention", code: "nemo.download_failed", messages: 1, charged: 100, renders: 1, can: { retry: true } };
const noFallback: Fault = { at: "download", answer: { instead: { status: 404, body: { error: RAW } } } };
const cdn = (fault: CdnFault): Fault => ({ at: "cdn", cdn: fault });
const file = (bytes: Buffer, headers: Record<string, string> = mp4): Fault => ({ at: "cdn", answer: { instead: { status: 200, headers, bodyBase64: bytes.toString("base64") } } });
const redirect = (location: string): Fault => ({ at: "cdn", answer: { instead: { status: 302, headers: { location } } } });
const leftovers = (dir = faults.shop.keptDir) => readdirSync(dir, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".part"));

test("L1: a page with status 200 instead of the film is refused", async () => {
  const page = `<!doctype html><p>${RAW}</p>`;
  const seen = await faults.makeAlways(file(Buffer.from(page), { "content-type": "text/html" }), noFallback);
  expect(seen).toMatchObject(open);
  expect(seen.says).toMatch(/Fetch it again; it costs nothing/);
});

const broken: [string, () => Fault][] = [
  ["cut before its length is reached", () => cdn({ cutAfterBytes: 1_000 })],
  ["cut between its chunks", () => cdn({ cutAfterBytes: 1_000, chunked: true })],
  ["without a moov box", () => file(renameBox(film.square, "moov", "free"))],
  ["with a last box that is larger than the file", () => file(film.square.subarray(0, film.square.length - 100))],
];
test.each(broken)("L2: a film %s is refused, and the API's own path brings it", async (_name, fault) => {
  expect(await faults.makeAlways(fault())).toMatchObject({ ...READY, warnings: [] });
  expect(faults.downloads().at(-1)).toMatchObject({ via: "fallback", complete: true });
  expect(leftovers()).toEqual([]);
});
test.each(broken)("L2: a film %s everywhere stays at NemoVideo", async (_name, fault) => {
  expect(await faults.makeAlways(fault(), noFallback)).toMatchObject(open);
  expect(leftovers()).toEqual([]);
});
test("L2: cut once: the second try brings it", async () => {
  expect(await faults.make("download-cut")).toMatchObject(READY);
  expect(faults.downloads().map((one) => one.complete)).toEqual([false, true]);
});

test.each<[string, () => Buffer]>([
  ["of 0 bytes", () => Buffer.alloc(0)],
  ["of 100 bytes", () => film.square.subarray(0, 100)],
  ["that is a JPEG", () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(5_000)])],
  ["that is a WebM", () => Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.alloc(5_000)])],
])("L3: a file %s is refused", async (_name, bytes) => {
  expect(await faults.makeAlways(file(bytes()), noFallback)).toMatchObject(open);
  expect(leftovers()).toEqual([]);
});

test("L4: a wide film of the wrong length is ready with both warnings", async () => {
  const seen = await faults.makeAlways(file(film.wide));
  expect(seen).toMatchObject({ ...READY, warnings: ["file.ratio", "file.length"] });
  expect(seen.warned).toMatch(/256×144, not 1:1.*has 1 seconds, but its timeline has 20/);
});

test("L4: a file without a picture track is refused", async () => {
  const seen = await faults.makeAlways(file(renameBox(film.square, "vide", "soun")), noFallback);
  expect(seen).toMatchObject({ status: "attention", code: expect.stringMatching(/^nemo\.(file_unusable|download_failed)$/), messages: 1, renders: 1, can: { retry: true } });
});

test.each([
  ["to a private address", "https://10.0.0.1/film.mp4"],
  ["to this machine", "https://127.0.0.1/film.mp4"],
  ["from https to http", "http://static1.nemovideo.ai/film.mp4"],
  ["round and round", "https://static1.nemovideo.ai/again.mp4"],
])("L5: a redirect %s is not followed to its end", async (_name, location) => {
  const before = faults.shop.net.refused.length;
  expect(await faults.makeAlways(redirect(location), noFallback)).toMatchObject(open);
  expect(faults.shop.net.refused.slice(before)).toEqual([]);
  // four requests per try: the address and three hops
  expect(faults.requests(/again\.mp4$/).length).toBeLessThanOrEqual(2 * 3 * 3);
});

test("L5: a name that leads to a public and a private address, and later only to the private one, is refused when it is dialled", async () => {
  await using api = await serveHttp((_request, response) => response.writeHead(200, { "content-type": "application/json" }).end('{"status":"completed"}'));
  await using inside = await serveHttp((_request, response) => response.end("secret"));
  let asked = 0;
  const guarded = createGuardedDispatcher({ resolve: (_host, callback) => callback(null, [...(asked++ === 0 ? ["8.8.8.8"] : []), "127.0.0.1"].map((address) => ({ address, family: 4 }))) });
  const { client } = makeClient(api.url, { downloadDispatcher: guarded, waits: { ...makeClient(api.url).waits, start: 300 } });
  const toFile = path.join(await makeFolder(), "film.mp4");
  await expect(client.download(account, { renderId: "render_1", url: "https://static1.nemovideo.ai/x.mp4", toFile })).rejects.toMatchObject({ code: "nemo.download_failed", charged: "no", merchantMessage: expect.stringMatching(/Fetch it again/) });
  expect(inside.seen).toEqual([]);
  await guarded.destroy();
});

test("L7: NemoVideo's CDN never gets our token or our name", async () => {
  expect(await faults.make()).toMatchObject(READY);
  const requests = faults.requests(/render-result/);
  expect(requests).toHaveLength(1);
  expect(Object.keys(requests[0]?.headers ?? {}).filter((name) => /authorization|x-skill|cookie|x-client/.test(name))).toEqual([]);
});

test("L8: a file that says it has 600 MB is refused at its headers", async () => {
  expect(await faults.makeAlways(cdn({ claimsBytes: 600 * 1024 * 1024 }), noFallback)).toMatchObject(open);
  expect(leftovers()).toEqual([]);
});

test("L8: a body without an end is cut by the time limit, and the disk is clean", async () => {
  expect(await faults.makeAlways(cdn({ endless: true, dripEveryMs: 20 }), noFallback)).toMatchObject(open);
  expect(leftovers()).toEqual([]);
});

test("L8: a body without a length is cut at the cap", async () => {
  const server = createServer((_request, response) => {
    response.writeHead(200, mp4);
    response.write(film.square);
    const more = (): void => void (!response.destroyed && response.write(Buffer.alloc(64 * 1024), () => setImmediate(more)));
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const folder = await makeFolder();
  const dispatcher = new Agent();
  const { waits } = makeClient("http://127.0.0.1:1");
  const maxBytes = 1024 * 1024;
  const target = path.join(folder, "film.mp4.part");
  await expect(fetchToFile({ dispatcher, url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`), headers: {}, file: target, waits, signal: new AbortController().signal, maxBytes })).rejects.toThrow(/larger than 1048576 bytes/);
  expect((await readFile(target)).length).toBeLessThanOrEqual(maxBytes);
  await dispatcher.destroy();
  server.closeAllConnections();
  server.close();
});

test("L9: a stall at 90 % is tried again, then stays at NemoVideo", async () => {
  const seen = await faults.makeAlways(cdn({ stallAfterBytes: 9_000 }), noFallback);
  expect(seen).toMatchObject(open);
  expect(faults.requests(/render-result/).length).toBeGreaterThanOrEqual(3);
});

test("L9: so slow that the whole time is not enough: the same", async () => {
  expect(await faults.makeAlways(cdn({ dripEveryMs: 50 }), noFallback)).toMatchObject(open);
});

const noCdn: Fault = { at: "cdn", answer: { instead: { status: 403, headers: { "content-type": "application/xml" }, body: `<Error>${RAW}</Error>` } } };
test("L11: the API's own path refuses the token: Reconnect", async () => {
  const seen = await faults.makeAlways(noCdn, { at: "download", answer: { refuse: { code: 1001, message: RAW } } });
  expect(seen).toMatchObject({ ...open, code: "nemo.reconnect" });
});
test("L11: a fresh anonymous token is tried once more", async () => {
  await faults.shop.db.shop.updateMany({ where: { domain: SHOP }, data: { nemoAccountKind: null, nemoTokenSealed: null } });
  const operator = faults.shop.deps.nemoFor;
  const { callNemoFor } = await import("#app/shops/nemo-accounts.server.ts");
  faults.shop.deps.nemoFor = (shop, skillSource) => callNemoFor({ db: faults.shop.db, nemo: faults.shop.nemo, secrets: faults.shop.secrets, operatorToken: undefined }, shop.domain, skillSource);
  try {
    const seen = await faults.makeAlways(noCdn, { at: "download", answer: { refuse: { code: 1001, message: RAW } } });
    expect(seen).toMatchObject({ status: "attention", messages: 1, charged: 100, renders: 1 });
    expect(faults.requests(/anonymous-token$/).length).toBeGreaterThanOrEqual(2);
  } finally {
    faults.shop.deps.nemoFor = operator;
    await faults.shop.db.shop.updateMany({ where: { domain: SHOP }, data: { nemoAccountKind: null, nemoTokenSealed: null } });
  }
});
test("L11: the API's own path answers with a page: refused", async () => {
  expect(await faults.makeAlways(noCdn, { at: "download", answer: { instead: { status: 200, headers: { "content-type": "text/html" }, body: RAW } } })).toMatchObject(open);
});
test("L11: the API's own path sends us to the CDN: followed, without our token", async () => {
  faults.control.set({ download: "redirect" });
  expect(await faults.make({ ...noCdn, times: 3 })).toMatchObject(READY);
  const [last] = faults.requests(/render-result/).slice(-1);
  expect(last?.headers.authorization).toBeUndefined();
});

test("L12: Shopify refuses the file: it is kept, and trying again uploads it afresh without another render", async () => {
  const { videoId } = await faults.make();
  faults.shop.fakeShopify.control.failNextProcessing("VIDEO_VALIDATION_ERROR");
  await faults.shop.videos.approveVideo({ shop: SHOP, videoId, approvedBy: "42", place: "last", alt: "" });
  const seen = await faults.rest(videoId);
  expect(seen).toMatchObject({ status: "attention", messages: 1, renders: 1, can: { retry: true } });
  expect((await faults.view(videoId)).player).not.toBeNull();
  await faults.shop.videos.retryVideo({ shop: SHOP, videoId });
  expect(await faults.rest(videoId)).toMatchObject({ status: "published", messages: 1, renders: 1 });
});
