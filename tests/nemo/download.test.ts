import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type http from "node:http";
import path from "node:path";
import { Agent } from "undici";
import { beforeAll, describe, expect, test } from "vitest";
import type { NemoClientOptions } from "#app/nemo/create-nemo-client.server.ts";
import { fetchToFile } from "#app/nemo/fetch-to-file.server.ts";
import { createGuardedDispatcher } from "#app/nemo/guarded-dispatcher.server.ts";
import { makeFilm, makeFolder, renameBox } from "./make-film.ts";
import { account, canary, json, makeClient, serveHttp, serveSocket, type SeenRequest } from "./serve-raw.ts";

let film: Buffer;
beforeAll(async () => {
  film = await makeFilm();
});

type Answer = (request: SeenRequest, response: http.ServerResponse, count: number) => void;
const sendFilm: Answer = (_request, response) => response.writeHead(200, { "content-type": "video/mp4", "content-length": film.length }).end(film);
const notFound: Answer = (_request, response) => response.writeHead(404).end();

/** Downloads from a CDN and an API that answer so; what came of it, and what each of them saw. */
async function download(o: { cdn?: Answer; poll?: (cdn: string) => unknown; fallback?: Answer; url?: string | null; options?: Partial<NemoClientOptions>; waits?: object }) {
  await using cdn = await serveHttp(o.cdn ?? notFound);
  await using api = await serveHttp((request, response, count) => {
    if (request.url.endsWith("/download")) return (o.fallback ?? notFound)(request, response, count);
    json(response, o.poll?.(cdn.url) ?? { status: "completed" });
  });
  const port = new URL(cdn.url).port;
  const guarded = createGuardedDispatcher({ allow: (host, at) => host === "127.0.0.1" && at === port });
  const base = makeClient(api.url).waits;
  const { client, log } = makeClient(api.url, { downloadDispatcher: guarded, waits: { ...base, ...o.waits }, ...o.options });
  const folder = await makeFolder();
  const toFile = path.join(folder, "deep", "film.mp4");
  const url = o.url === undefined ? `${cdn.url}/film.mp4?signature=s3cr3t` : o.url;
  const result = await client.download(account, { renderId: "render_1", url, toFile }).catch((error: unknown) => error as Error & { code: string });
  const left = (await readdir(folder, { recursive: true })).filter((name) => name !== "deep");
  const said = `${log.lines.join("\n")}${result instanceof Error ? result.message : ""}`;
  expect(said).not.toContain(canary);
  expect(said).not.toContain("s3cr3t");
  for (const request of cdn.seen) expect(Object.keys(request.headers).filter((name) => /authorization|x-skill/.test(name))).toEqual([]);
  return { result, left, toFile, cdn: cdn.seen.map((one) => one.url), api: api.seen.map((one) => `${one.method} ${one.url}`), apiHeaders: api.seen.at(-1)?.headers };
}
const failed = { result: { code: "nemo.download_failed" }, left: [] };

test("a film is fetched, checked and put in its place, without our headers", async () => {
  const { result, left, toFile, cdn, api } = await download({ cdn: sendFilm });
  expect(result).toMatchObject({ bytes: film.length, sha256: createHash("sha256").update(film).digest("hex"), width: 128, height: 128 });
  expect(left).toEqual([path.join("deep", "film.mp4")]);
  expect((await readFile(toFile)).equals(film)).toBe(true);
  expect([cdn.length, api]).toEqual([1, []]);
});

test("the ways are tried in their order: the URL twice, a fresh URL, the API's own path", async () => {
  const { result, cdn, api, apiHeaders } = await download({ poll: (base) => ({ status: "completed", output: { url: `${base}/fresh.mp4` } }), fallback: sendFilm });
  expect(result).toMatchObject({ bytes: film.length });
  expect(cdn).toEqual(["/film.mp4?signature=s3cr3t", "/film.mp4?signature=s3cr3t", "/fresh.mp4"]);
  expect(api).toEqual(["GET /api/render/proxy/lambda/render_1", "GET /api/render/proxy/render_1/download"]);
  expect(apiHeaders).toMatchObject({ authorization: `Bearer ${canary}`, "x-skill-source": "ecommerce-product-video" });
});

test("without a URL it asks for one", async () => {
  expect(await download({ url: null, cdn: sendFilm, poll: (base) => ({ status: "completed", output: { url: `${base}/a.mp4` } }) })).toMatchObject({ result: { bytes: film.length }, cdn: ["/a.mp4"] });
});

describe("what is no whole MP4 is refused and leaves nothing behind", () => {
  const bodies: Record<string, Answer> = {
    "an error page": (_request, response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>AccessDenied</html>"),
    "an error page that says it is a film": (_request, response) => response.writeHead(200, { "content-type": "video/mp4" }).end("<html>AccessDenied</html>"),
    "XML under 403": (_request, response) => response.writeHead(403, { "content-type": "application/xml" }).end("<Error><Code>AccessDenied</Code></Error>"),
    nothing: (_request, response) => response.writeHead(200, { "content-type": "video/mp4", "content-length": "0" }).end(),
    "204": (_request, response) => response.writeHead(204).end(),
    "206": (_request, response) => response.writeHead(206, { "content-type": "video/mp4" }).end(film),
    "half a film by its content-length": (_request, response) => {
      response.writeHead(200, { "content-type": "video/mp4", "content-length": film.length });
      response.write(film.subarray(0, film.length / 2), () => response.destroy());
    },
    "half a film that ends well": (_request, response) => response.writeHead(200, { "content-type": "video/mp4" }).end(film.subarray(0, film.length / 2)),
    "a film without its index": (_request, response) => response.writeHead(200).end(renameBox(film, "moov", "free")),
    "a JPEG": (_request, response) => response.writeHead(200, { "content-type": "application/octet-stream" }).end(Buffer.from("ffd8ffe000104a46494600010100000100010000ffdb", "hex")),
    "a WebM type": (_request, response) => response.writeHead(200, { "content-type": "video/webm" }).end(film),
    "a declared gzip": (_request, response) => response.writeHead(200, { "content-type": "video/mp4", "content-encoding": "gzip" }).end(film),
    "a length above the limit": (_request, response) => {
      response.writeHead(200, { "content-type": "video/mp4", "content-length": 600 * 1024 * 1024 });
      response.write(film);
    },
    "a redirect without an end": (request, response) => response.writeHead(302, { location: `/again${request.url}` }).end(),
    "a redirect to a private address": (_request, response) => response.writeHead(302, { location: "https://10.0.0.1/x.mp4" }).end(),
    "a redirect to another port here": (_request, response) => response.writeHead(302, { location: "http://127.0.0.1:1/x.mp4" }).end(),
    "a redirect to a file": (_request, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
  };
  test.each(Object.entries(bodies))("%s", async (_name, cdn) => {
    expect(await download({ cdn })).toMatchObject(failed);
  });

  test("not before all ways were tried", async () => {
    const { cdn, api } = await download({});
    expect(cdn.length).toBe(2);
    expect(api.length).toBe(2);
  });
});

test("a redirect to the film is followed, three at most", async () => {
  const hops = (n: number): Answer => (request, response, count) => {
    const at = Number(/hop(\d+)/.exec(request.url)?.[1] ?? 0);
    if (at === n) sendFilm(request, response, count);
    else response.writeHead(302, { location: `/hop${at + 1}` }).end();
  };
  expect((await download({ cdn: hops(3) })).result).toMatchObject({ bytes: film.length });
  expect(await download({ cdn: hops(4) })).toMatchObject(failed);
});

test("addresses that must not be called are refused before any connect", async () => {
  const urls = ["file:///etc/passwd", "javascript:alert(1)", "http://10.0.0.1/x", "https://[::1]/x", "https://u:p@static1.nemovideo.ai/x", "https://static1.nemovideo.ai:22/x", `https://static1.nemovideo.ai/${"x".repeat(8_000)}`, "https://bücher.example/x", "https://localhost/x", "https://2130706433/x", "nonsense", "//x", "https://"];
  for (const url of urls) expect(await download({ url }), url).toMatchObject({ ...failed, cdn: [] });
});

test("a stall and a slow transfer end", async () => {
  const stall: Answer = (_request, response) => {
    response.writeHead(200, { "content-type": "video/mp4", "content-length": film.length });
    response.write(film.subarray(0, film.length - 10));
  };
  expect(await download({ cdn: stall, waits: { downloadIdle: 50 } })).toMatchObject(failed);
  const drip: Answer = (_request, response) => {
    response.writeHead(200, { "content-type": "video/mp4" });
    let at = 0;
    const timer = setInterval(() => (response.destroyed ? clearInterval(timer) : response.write(film.subarray(at, ++at))), 5);
  };
  expect(await download({ cdn: drip, waits: { downloadTotal: 200 } })).toMatchObject(failed);
});

test("a film by chunks or up to the end of the connection is whole when its boxes are", async () => {
  await using raw = await serveSocket((socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nConnection: close\r\n\r\n");
    socket.end(film);
  });
  const { client } = makeClient(raw.url, { downloadDispatcher: new Agent() });
  expect(await client.download(account, { renderId: "1", url: `${raw.url}/x.mp4`, toFile: path.join(await makeFolder(), "a.mp4") })).toMatchObject({ bytes: film.length });
});

describe("the API's own path", () => {
  test("may redirect to the CDN, which never sees our token", async () => {
    let target = "";
    const fallback: Answer = (_request, response) => response.writeHead(302, { location: target }).end();
    const poll = (cdn: string) => {
      target = `${cdn}/from-api.mp4`;
      return { status: "completed" };
    };
    expect(await download({ url: null, cdn: sendFilm, poll, fallback })).toMatchObject({ result: { bytes: film.length }, cdn: ["/from-api.mp4"] });
  });
  test("may redirect nowhere private", async () => {
    expect(await download({ url: null, fallback: (_request, response) => response.writeHead(302, { location: "https://169.254.169.254/latest" }).end() })).toMatchObject(failed);
  });
  test("that refuses the token says so", async () => {
    expect(await download({ url: null, fallback: (_request, response) => json(response, { code: 1001 }) })).toMatchObject({ result: { code: "nemo.token_refused" }, left: [] });
  });
  test("that answers with a page is refused", async () => {
    expect(await download({ url: null, fallback: (_request, response) => json(response, "<html>") })).toMatchObject(failed);
  });
});

test("a film without a picture track is not fetched again", async () => {
  const noPicture = renameBox(renameBox(film, "trak", "free"), "trak", "free");
  const { result, cdn, left } = await download({ cdn: (_request, response) => response.writeHead(200).end(noPicture) });
  expect(result).toMatchObject({ code: "nemo.file_unusable" });
  expect([cdn.length, left]).toEqual([1, []]);
});

test.runIf(process.platform === "linux")("a full disk is the disk's error, and ends the transfer", async () => {
  await using cdn = await serveHttp((_request, response) => response.writeHead(200, { "content-type": "video/mp4" }).end(Buffer.concat([film, Buffer.alloc(5_000_000)])));
  const { waits } = makeClient(cdn.url);
  const fetching = fetchToFile({ dispatcher: new Agent(), url: new URL(cdn.url), headers: {}, file: "/dev/full", waits, signal: AbortSignal.timeout(5_000) });
  await expect(fetching).rejects.toMatchObject({ code: "ENOSPC" });
});

test("a file that grows beyond the limit is cut off", async () => {
  await using cdn = await serveHttp((_request, response) => {
    response.writeHead(200, { "content-type": "video/mp4" });
    response.write(film);
    const more = () => {
      if (!response.destroyed) response.write(Buffer.alloc(64 * 1024), more);
    };
    more();
  });
  const { waits } = makeClient(cdn.url);
  const file = path.join(await makeFolder(), "a.part");
  const fetching = fetchToFile({ dispatcher: new Agent(), url: new URL(cdn.url), headers: {}, file, waits, signal: AbortSignal.timeout(5_000), maxBytes: 1_000_000 });
  await expect(fetching).rejects.toThrow("the file is larger than 1000000 bytes");
});

test("an aborted download rejects with the reason and leaves nothing behind", async () => {
  const stop = new AbortController();
  const reason = new Error("cancelled");
  await using cdn = await serveHttp((_request, response) => {
    response.writeHead(200, { "content-type": "video/mp4" });
    response.write(film.subarray(0, 100), () => stop.abort(reason));
  });
  const folder = await makeFolder();
  await expect(makeClient(cdn.url).client.download(account, { renderId: "1", url: `${cdn.url}/x`, toFile: path.join(folder, "a.mp4"), signal: stop.signal })).rejects.toBe(reason);
  expect(await readdir(folder)).toEqual([]);
});
