import { describe, expect, test } from "vitest";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { createNemoClient } from "#app/nemo/create-nemo-client.server.ts";
import type { NemoClient } from "#app/nemo/nemo-client.ts";
import { account, anonymous, canary, json, makeClient, serveHttp, serveSocket } from "./serve-raw.ts";

const calls: Record<string, (client: NemoClient) => Promise<unknown>> = {
  token: (client) => client.acquireAnonymousToken({ clientId: "6f0c1c9e-6a0b-4c39-9a9c-1f0f6a2f7d11" }),
  session: (client) => client.openSession(account, { taskName: "project", language: "en" }),
  upload: (client) => client.uploadPictures(account, { nemoSessionId: "1", pictures: [{ filename: "a.jpg", mime: "image/jpeg", bytes: Buffer.alloc(10) }] }),
  state: (client) => client.readState(account, { nemoSessionId: "1" }),
  credits: (client) => client.readCredits(account),
  render: (client) => client.submitRender(account, { renderId: "render_1", nemoSessionId: "1", draftJson: "{}" }),
  poll: (client) => client.pollRender(account, { renderId: "render_1" }),
};

/** Answers with each of `answers` in turn, the last for ever; what the call came to and how often it was sent. */
async function run(call: string, answers: { status?: number; body: unknown; headers?: Record<string, string> }[]) {
  await using server = await serveHttp((_request, response, count) => {
    const { status = 200, body, headers } = answers[Math.min(count, answers.length) - 1] ?? { body: "" };
    json(response, body, status, headers);
  });
  const { client, log } = makeClient(server.url);
  const result = await calls[call]?.(client).catch((error: unknown) => error);
  const said = `${log.lines.join("\n")}${result instanceof Error ? result.message : ""}`;
  expect(said).not.toContain(canary);
  expect(said).not.toContain("server words");
  return { result, code: result instanceof ExpectedError ? result.code : null, sent: server.seen.length, server };
}

describe("how often each request is sent", () => {
  // protocol §13: lost answer or 5xx, then 429.
  test.each([
    ["token", 2, "nemo.unreachable", 2, "nemo.token_limit"],
    ["session", 2, "nemo.unreachable", 2, "nemo.busy"],
    ["upload", 1, "nemo.unreachable", 2, "nemo.busy"],
    ["state", 4, "nemo.unreachable", 2, "nemo.busy"],
    ["credits", 4, "nemo.unreachable", 2, "nemo.busy"],
    ["render", 1, "nemo.unreachable", 2, "nemo.busy"],
    ["poll", 1, "nemo.unreachable", 1, "nemo.busy"],
  ])("%s: %i times on 503 (%s), %i times on 429 (%s)", async (call, onFault, faultCode, onBusy, busyCode) => {
    expect(await run(call, [{ status: 503, body: "<html>server words</html>" }])).toMatchObject({ sent: onFault, code: faultCode });
    expect(await run(call, [{ status: 429, body: { message: "server words" } }])).toMatchObject({ sent: onBusy, code: busyCode });
  });

  test.each(Object.keys(calls))("%s: a refusal is not repeated", async (call) => {
    expect(await run(call, [{ body: { code: 1001, message: "server words" } }])).toMatchObject({ sent: 1, code: "nemo.token_refused" });
    expect(await run(call, [{ status: 307, body: "", headers: { location: "http://169.254.169.254/" } }])).toMatchObject({ sent: 1, code: "nemo.redirected" });
    expect(await run(call, [{ status: 403, body: { detail: "server words" } }])).toMatchObject({ sent: 1, code: "nemo.plan" });
  });
});

test("an answer that is lost is told apart from a refusal, and the state is asked for again", async () => {
  await using server = await serveSocket((socket, _request, count) => {
    if (count < 3) return void socket.destroy();
    const body = '{"code":0,"data":{"state":{}}}';
    socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  });
  expect(await makeClient(server.url).client.readState(account, { nemoSessionId: "1" })).toMatchObject({ ready: false });
  expect(server.requests.length).toBe(3);
});

describe("the token", () => {
  test("is read, with its user", async () => {
    const { result, server } = await run("token", [{ body: { code: 0, data: { token: "nmv_usr_x", user_id: "anon_1", credits: "100", expires_at: "1970-01-01" } } }]);
    expect(result).toEqual({ nemoToken: "nmv_usr_x", nemoUserId: "anon_1", credits: 100 });
    expect(server.seen[0]?.headers).toMatchObject({ "x-client-id": "6f0c1c9e-6a0b-4c39-9a9c-1f0f6a2f7d11" });
    expect(server.seen[0]?.headers.authorization).toBeUndefined();
  });
  test.each([[undefined], [5], [`nmv_usr_${"x".repeat(10_000)}`], ["nmv_usr_x\r\nX-Evil: 1"], ["other_x"], [""]])("as %j is malformed", async (token) => {
    expect(await run("token", [{ body: { code: 0, data: { token } } }])).toMatchObject({ code: "nemo.malformed" });
  });
  test("is asked for again after one 429, and a 400 is about the client id", async () => {
    expect(await run("token", [{ status: 429, body: "" }, { body: { code: 0, data: { token: "nmv_usr_y" } } }])).toMatchObject({ result: { nemoToken: "nmv_usr_y", nemoUserId: null, credits: null }, sent: 2 });
    expect(await run("token", [{ status: 400, body: { detail: "server words" } }])).toMatchObject({ code: "nemo.client_id", sent: 1 });
    await expect(makeClient("http://127.0.0.1:1").client.acquireAnonymousToken({ clientId: "x".repeat(65) })).rejects.toMatchObject({ code: "nemo.misconfigured" });
  });
});

describe("a session", () => {
  test("is read from data, from beside code, and from a number without rounding it", async () => {
    expect((await run("session", [{ body: { code: 0, data: { session_id: "12", task_id: 5 } } }])).result).toEqual({ nemoSessionId: "12", nemoTaskId: "5" });
    expect((await run("session", [{ body: { code: 0, session_id: "12" } }])).result).toEqual({ nemoSessionId: "12", nemoTaskId: null });
    expect((await run("session", [{ body: '{"code":0,"data":{"session_id":5529798706024415232}}' }])).result).toMatchObject({ nemoSessionId: "5529798706024415232" });
  });
  test.each([[""], [".."], ["x".repeat(5_000)], [null], [{}], ["a\nb"]])("with the id %j is malformed", async (id) => {
    expect(await run("session", [{ body: { code: 0, data: { session_id: id } } }])).toMatchObject({ code: "nemo.malformed" });
  });
  test("with an odd id stays one segment of the path", async () => {
    await using server = await serveHttp((_request, response) => json(response, { code: 0, data: {} }));
    await makeClient(server.url).client.readState(account, { nemoSessionId: "../../x?y#z" });
    expect(server.seen[0]?.url).toBe("/api/state/nemo_agent/me/..%2F..%2Fx%3Fy%23z/latest");
  });
  test("that is gone is told by 1002 and by 404", async () => {
    for (const answer of [{ body: { code: 1002 } }, { status: 404, body: { detail: "Session not found: 1" } }, { status: 404, body: "<html>" }]) {
      expect(await run("state", [answer])).toMatchObject({ code: "nemo.session_not_found", sent: 1 });
      expect(await run("upload", [answer])).toMatchObject({ code: "nemo.session_not_found", sent: 1 });
    }
  });
});

describe("an upload", () => {
  test("is refused by type and by size", async () => {
    expect(await run("upload", [{ body: { code: 4001 } }])).toMatchObject({ code: "nemo.file_type" });
    expect(await run("upload", [{ status: 413, body: "<html>server words" }])).toMatchObject({ code: "nemo.file_too_large" });
  });
  test("carries names and types of all thirteen formats and escapes names", async () => {
    await using server = await serveHttp((_request, response) => json(response, { code: 0, data: {} }));
    const names = ["mp4", "mov", "avi", "webm", "mkv", "jpg", "png", "gif", "webp", "mp3", "wav", "m4a", "aac", "JPEG"].map((end) => `a.${end}`);
    await makeClient(server.url).client.uploadPictures(account, { nemoSessionId: "1", pictures: [...names, 'ü"\r\nx.jpg'].map((filename) => ({ filename, mime: "x", bytes: Buffer.from("\r\n--x") })) });
    const form = await new Response(new Uint8Array(server.seen[0]?.body ?? []), { headers: { "content-type": server.seen[0]?.headers["content-type"] ?? "" } }).formData();
    const files = form.getAll("files") as File[];
    expect(files.map((file) => file.name)).toEqual([...names, 'ü"\r\nx.jpg']);
    expect(files.map((file) => file.type)).toEqual(["video/mp4", "video/quicktime", "video/x-msvideo", "video/webm", "video/x-matroska", "image/jpeg", "image/png", "image/gif", "image/webp", "audio/mpeg", "audio/wav", "audio/mp4", "audio/aac", "image/jpeg", "image/jpeg"]);
    expect(await files[0]?.text()).toBe("\r\n--x");
  });
  test("by address names the addresses", async () => {
    await using server = await serveHttp((_request, response) => json(response, { code: 0, data: {} }));
    await makeClient(server.url).client.uploadUrls(account, { nemoSessionId: "1", urls: ["https://cdn.shopify.com/a.jpg"] });
    expect(JSON.parse(String(server.seen[0]?.body))).toEqual({ urls: ["https://cdn.shopify.com/a.jpg"], source_type: "url" });
  });
  test("to a server that stops reading ends", async () => {
    await using server = await serveSocket(() => undefined);
    const impatient = makeClient(server.url, { waits: { ...makeClient(server.url).waits, upload: 300 } });
    await expect(impatient.client.uploadPictures(account, { nemoSessionId: "1", pictures: [{ filename: "a.jpg", mime: "image/jpeg", bytes: Buffer.alloc(30_000_000) }] })).rejects.toMatchObject({ code: "nemo.unreachable", retryable: true });
  });
  test("of another format is not even sent", async () => {
    await expect(makeClient("http://127.0.0.1:1").client.uploadPictures(account, { nemoSessionId: "1", pictures: [{ filename: "a.avif", mime: "image/avif", bytes: Buffer.alloc(1) }] })).rejects.toMatchObject({ code: "nemo.file_type" });
  });
});

describe("credits", () => {
  test.each([
    [{ available: 40, frozen: 60, total: 100 }, { available: 40, frozen: 60, total: 100 }],
    [{ available: "99.5", frozen: "0", total: null }, { available: 99.5, frozen: 0, total: null }],
    [{ available: -3, total_granted: 200, total_consumed: 100 }, { available: -3, frozen: null, total: 200 }],
    [{ available: "many", frozen: [], total: {} }, { available: null, frozen: null, total: null }],
    [{}, { available: null, frozen: null, total: null }],
  ])("%j", async (data, expected) => {
    expect((await run("credits", [{ body: { code: 0, data } }])).result).toEqual(expected);
  });
});

describe("a render", () => {
  test("is polled under the id that the answer names", async () => {
    for (const body of [{ success: true, data: { id: "r2" } }, { taskId: "r2" }, { code: 0, data: { render_id: "r2" } }]) expect((await run("render", [{ body }])).result).toEqual({ pollId: "r2" });
    expect((await run("render", [{ body: { success: true, data: { status: "pending" } } }])).result).toEqual({ pollId: "render_1" });
  });
  test.each([
    [{ status: 402, body: "" }, "nemo.plan"],
    [{ status: 402, body: { code: 2001 } }, "nemo.plan"],
    [{ status: 409, body: "" }, "nemo.render_duplicate_id"],
    [{ body: { success: false, error: "duplicate id" } }, "nemo.render_duplicate_id"],
    [{ body: { success: false, error: "server words" } }, "nemo.render_refused"],
    [{ body: { success: true, data: { id: "x", status: "failed" } } }, "nemo.render_refused"],
    [{ body: "<html>server words" }, "nemo.unreachable"],
    [{ status: 422, body: { detail: [] } }, "nemo.bad_request"],
  ])("answered with %j is %s", async (answer, code) => {
    expect(await run("render", [answer])).toMatchObject({ code, sent: 1 });
  });
  test("refused with 402 and 2001 names both causes", async () => {
    const { result } = await run("render", [{ status: 402, body: { code: 2001 } }]);
    expect((result as ExpectedError).merchantMessage).toMatch(/plan.*credits/);
  });
  test("is not taken twice after 429: the same id goes out again", async () => {
    const { server } = await run("render", [{ status: 429, body: "" }, { body: { success: true } }]);
    expect(server.seen.map((request) => JSON.parse(request.body.toString()).id)).toEqual(["render_1", "render_1"]);
  });
  test.each([
    [{ taskId: "x", status: "completed", progress: 100, output: { url: "https://a/b.mp4" } }, { status: "completed", progress: 100, url: "https://a/b.mp4" }],
    [{ success: true, data: { id: "x", status: "COMPLETED", outputUrl: "https://a/c.mp4" } }, { status: "completed", progress: null, url: "https://a/c.mp4" }],
    [{ status: "processing", output: { url: "https://a/top" }, data: { status: "failed", output_url: "https://a/data" } }, { status: "processing", progress: null, url: "https://a/top" }],
    [{ status: "done", data: { url: "https://a/d" } }, { status: "completed", progress: null, url: "https://a/d" }],
    [{ code: 0, data: { status: "rendering", progress: 0.5 } }, { status: "processing", progress: 50, url: null }],
    [{ code: 0, data: { status: "queued", progress: "150" } }, { status: "processing", progress: 100, url: null }],
    [{ status: "something new" }, { status: "processing", progress: null, url: null }],
    [{ status: "success", output: null, url: "  " }, { status: "completed", progress: null, url: null }],
    [{ success: false, error: "x", data: { status: "failed" } }, { status: "failed", progress: null, url: null }],
    [{ data: { status: "cancelled" } }, { status: "failed", progress: null, url: null }],
  ])("polled as %j is %j", async (body, expected) => {
    expect((await run("poll", [{ body }])).result).toEqual(expected);
  });
  test("that is unknown is no error, and an unreadable answer is for the next tick", async () => {
    expect((await run("poll", [{ status: 404, body: "" }])).result).toMatchObject({ status: "unknown_id" });
    for (const answer of [{ body: "{bad" }, { body: { code: 0, data: {} } }, { body: { success: false, error: "x" } }]) expect(await run("poll", [answer])).toMatchObject({ result: { code: "nemo.malformed", retryable: true } });
  });
  test("is cancelled at best effort", async () => {
    await using server = await serveHttp((_request, response) => json(response, "<html>", 500));
    await makeClient(server.url).client.cancelRender(account, { renderId: "render_1" });
    await makeClient("http://127.0.0.1:1").client.cancelRender(account, { renderId: "render_1" });
    expect(server.seen.map((request) => `${request.method} ${request.url}`)).toEqual(["POST /api/render/proxy/lambda/render_1/cancel"]);
  });
});

test("the project link is null when it cannot be had", async () => {
  await using server = await serveHttp((_request, response, count) => json(response, count === 1 ? "<html>" : { code: 0, data: { claim_token: "a b" } }, count === 1 ? 500 : 200));
  const { client } = makeClient(server.url);
  for (const nemoTaskId of ["t", "t", null]) expect(await client.claimLink(account, { nemoSessionId: "1", nemoTaskId })).toBeNull();
  expect(server.seen.length).toBe(2);
});

test("an answer larger than 8 MiB or not UTF-8 is malformed", async () => {
  await using server = await serveHttp((request, response) => {
    response.writeHead(200);
    if (request.url.includes("lambda")) return response.end(Buffer.from([0x7b, 0xff, 0x7d]));
    const chunk = Buffer.alloc(1024 * 1024, " ");
    const more = () => {
      if (!response.destroyed) response.write(chunk, more);
    };
    more();
  });
  const { client } = makeClient(server.url);
  await expect(client.pollRender(account, { renderId: "1" })).rejects.toMatchObject({ code: "nemo.malformed" });
  await expect(client.openSession(account, { taskName: "a", language: "en" })).rejects.toMatchObject({ code: "nemo.malformed" });
});

test("an aborted call rejects with the signal's reason", async () => {
  await using server = await serveHttp(() => undefined);
  const stop = new AbortController();
  const reason = new Error("cancelled");
  const reading = makeClient(server.url).client.readState(anonymous, { nemoSessionId: "1", signal: stop.signal });
  setImmediate(() => stop.abort(reason));
  await expect(reading).rejects.toBe(reason);
});

test("only https, or http on loopback, is an address for the API", () => {
  const make = (apiUrl: string) => createNemoClient({ ...makeClient("http://127.0.0.1:1"), apiUrl, webUrl: "https://nemovideo.com", version: "1", platform: "unknown" } as never);
  for (const url of ["https://mega-api-prod.nemovideo.ai", "https://x.example/base/", "http://localhost:1", "http://[::1]:1"]) expect(() => make(url), url).not.toThrow();
  for (const url of ["http://mega-api-prod.nemovideo.ai", "http://127.0.0.1.nip.io", "https://u:p@x.example", "https://x.example/?a=b", "ftp://x", "nonsense"]) expect(() => make(url), url).toThrow();
});
