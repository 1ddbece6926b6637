import { Agent } from "undici";
import { describe, expect, test } from "vitest";
import type { TurnOutcome } from "#app/nemo/nemo-client.ts";
import { adkEdit, typedSilent } from "./recorded-streams.ts";
import { account, anonymous, canary, json, makeClient, serveHttp, serveSocket } from "./serve-raw.ts";

const message = { nemoSessionId: "1", text: "Make a video" };
const sseHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n";
const chunked = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

/** Says something to a server that writes exactly these bytes and then ends the connection as told. */
async function sayTo(bytes: string, end: "fin" | "reset" | "open" = "open") {
  await using server = await serveSocket((socket) => {
    socket.write(bytes, () => {
      if (end === "fin") socket.end();
      if (end === "reset") setImmediate(() => socket.resetAndDestroy());
    });
  });
  const { client, log } = makeClient(server.url);
  const outcome = await client.say(account, message);
  expect(log.lines.join("\n")).not.toContain(canary);
  return { outcome, messages: server.requests.length };
}

describe("a stream that arrives whole", () => {
  test("ends with its last chunk although the connection stays open", async () => {
    expect(await sayTo(`${sseHead}Transfer-Encoding: chunked\r\n\r\n${chunked(adkEdit)}0\r\n\r\n`)).toEqual({ outcome: { kind: "replied", reply: "Title added — “日本語” 🎬." }, messages: 1 });
  });
  test("may be delimited by the end of the connection", async () => {
    expect((await sayTo(`${sseHead}Connection: close\r\n\r\n${typedSilent}`, "fin")).outcome).toEqual({ kind: "silent" });
  });
  test("may be empty", async () => {
    expect((await sayTo(`${sseHead}Content-Length: 0\r\n\r\n`)).outcome).toEqual({ kind: "empty" });
  });
  test("may follow an interim answer", async () => {
    expect((await sayTo(`HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${sseHead}Transfer-Encoding: chunked\r\n\r\n${chunked(typedSilent)}0\r\n\r\n`)).outcome).toEqual({ kind: "silent" });
  });
});

describe("a broken stream is cut, and the message is never sent again", () => {
  const broken: Record<string, [string, "fin" | "reset"]> = {
    "FIN without the last chunk": [`${sseHead}Transfer-Encoding: chunked\r\n\r\n${chunked(adkEdit)}`, "fin"],
    "reset in the middle": [`${sseHead}Transfer-Encoding: chunked\r\n\r\n${chunked(adkEdit)}`, "reset"],
    "a bad chunk size": [`${sseHead}Transfer-Encoding: chunked\r\n\r\n${chunked(adkEdit)}zz\r\n`, "fin"],
    "a content-length that is too long": [`${sseHead}Content-Length: 99999\r\n\r\n${adkEdit}`, "fin"],
    "no answer, closed": ["", "fin"],
    "no answer, reset": ["", "reset"],
    "half a head": ["HTTP/1.1 200 OK\r\nContent-Ty", "fin"],
    "no HTTP at all": ["SSH-2.0-OpenSSH_9.2\r\n", "fin"],
    "a declared gzip": [`${sseHead}Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n${chunked(adkEdit)}0\r\n\r\n`, "fin"],
  };
  test.each(Object.entries(broken))("%s", async (_name, [bytes, end]) => {
    const { outcome, messages } = await sayTo(bytes, end);
    expect(outcome.kind).toBe("cut");
    expect(messages).toBe(1);
  });
});

describe("an answer that is no stream", () => {
  const answers: Record<string, { status: number; type?: string; body: string; expected: Partial<TurnOutcome> & { code?: string }; messages?: number }> = {
    "credits gone, on 200": { status: 200, body: '{"code":2001,"message":"x"}', expected: { kind: "no_credits" } },
    "token refused, on 200": { status: 200, body: '{"code":1001}', expected: { kind: "refused", code: "nemo.token_refused" } },
    "unknown code, on 200": { status: 200, body: '{"code":9999}', expected: { kind: "failed_turn", reason: "code 9999" } },
    "busy, on 200: not repeated by itself": { status: 200, body: '{"code":429}', expected: { kind: "refused", code: "nemo.busy" } },
    "HTML, on 200": { status: 200, type: "text/html", body: "<html>hi</html>", expected: { kind: "cut" } },
    "credits gone, as JSON that calls itself a stream": { status: 200, type: "text/event-stream", body: '{"code":2001,"message":"x"}', expected: { kind: "no_credits" } },
    "nothing but a comment in a stream": { status: 200, type: "text/event-stream", body: ": {}\n\n", expected: { kind: "empty" } },
    "a long HTML page, on 200": { status: 200, type: "text/html", body: "<p>".repeat(100_000), expected: { kind: "cut" } },
    "code 0, on 200": { status: 200, body: '{"code":0,"data":{}}', expected: { kind: "cut" } },
    "401": { status: 401, body: "", expected: { kind: "refused", code: "nemo.token_refused" } },
    "402 with 2001": { status: 402, body: '{"code":2001}', expected: { kind: "refused", code: "nemo.plan" } },
    "credits gone, on 403": { status: 403, body: '{"code":2001}', expected: { kind: "refused", code: "nemo.no_credits" } },
    "403 in plain text": { status: 403, type: "text/plain", body: "Forbidden: origin not allowed", expected: { kind: "refused", code: "nemo.plan" } },
    "404 of the ADK, Python": { status: 404, body: '{"detail":"Session not found"}', expected: { kind: "refused", code: "nemo.session_not_found" } },
    "404 of the ADK, JavaScript": { status: 404, body: '{"error":"Session not found: x"}', expected: { kind: "refused", code: "nemo.session_not_found" } },
    "1002 with 400": { status: 400, body: '{"code":1002}', expected: { kind: "refused", code: "nemo.session_not_found" } },
    "422": { status: 422, body: '{"detail":[{"type":"missing","loc":["body"],"msg":"x","input":{}}]}', expected: { kind: "refused", code: "nemo.bad_request" } },
    "429, and again": { status: 429, body: "", expected: { kind: "refused", code: "nemo.busy" }, messages: 2 },
    "408 from a proxy": { status: 408, body: "", expected: { kind: "cut" } },
    "500 of Express": { status: 500, type: "text/html", body: "<pre>Error: x at y</pre>", expected: { kind: "cut" } },
    "502": { status: 502, type: "text/html", body: "<html>", expected: { kind: "cut" } },
    "503 that says busy": { status: 503, body: '{"code":429}', expected: { kind: "cut" } },
    "a redirect": { status: 307, body: "", expected: { kind: "refused", code: "nemo.redirected" } },
  };
  test.each(Object.entries(answers))("%s", async (_name, { status, type = "application/json", body, expected, messages = 1 }) => {
    await using server = await serveHttp((_request, response) => {
      response.writeHead(status, { "content-type": type, location: "http://169.254.169.254/latest" });
      response.end(body);
    });
    const outcome = await makeClient(server.url).client.say(account, message);
    const { code, ...rest } = expected;
    expect(outcome).toMatchObject(rest);
    if (code && outcome.kind === "refused") expect(outcome.error).toMatchObject({ code, charged: "no" });
    expect(server.seen.length).toBe(messages);
  });
});

test("after one 429 the message goes out once more, after the wait", async () => {
  await using server = await serveHttp((_request, response, count) => {
    response.writeHead(count === 1 ? 429 : 200, { "content-type": "text/event-stream", "retry-after": "5" });
    response.end(count === 1 ? "" : adkEdit);
  });
  const waits: number[] = [];
  const clock = { now: () => new Date(), sleep: (ms: number, signal?: AbortSignal) => (ms === 30 ? (waits.push(ms), Promise.resolve()) : new Promise<void>((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason)))) };
  const { client } = makeClient(server.url, { clock, waits: { ...makeClient(server.url).waits, busyMin: 30, busyMax: 30 } });
  expect((await client.say(account, message)).kind).toBe("replied");
  expect(waits).toEqual([30]);
  expect(server.seen.length).toBe(2);
});

test("without a connection it tries three times and has sent nothing", async () => {
  const closed = await serveSocket(() => undefined);
  await closed[Symbol.asyncDispose]();
  let dispatched = 0;
  class CountingAgent extends Agent {
    override dispatch(...args: Parameters<Agent["dispatch"]>): boolean {
      dispatched++;
      return super.dispatch(...args);
    }
  }
  const outcome = await makeClient(closed.url, { dispatcher: new CountingAgent() }).client.say(account, message);
  expect(outcome).toMatchObject({ kind: "refused", error: { code: "nemo.unreachable", charged: "no", retryable: true } });
  expect(dispatched).toBe(3);
});

test("a TLS handshake that fails has sent nothing", async () => {
  await using server = await serveSocket(() => undefined);
  const outcome = await makeClient(server.url.replace("http:", "https:"), { waits: { ...makeClient(server.url).waits, start: 200 } }).client.say(account, message);
  expect(outcome).toMatchObject({ kind: "refused", error: { code: "nemo.unreachable" } });
  expect(server.requests).toEqual([]);
});

test("a dispatcher that would send twice is stopped", async () => {
  await using server = await serveHttp((_request, response) => {
    response.destroy();
  });
  class Repeating extends Agent {
    override dispatch(options: Parameters<Agent["dispatch"]>[0], handler: Parameters<Agent["dispatch"]>[1]): boolean {
      return super.dispatch(options, { ...bind(handler), onResponseError: () => void super.dispatch(options, handler) });
    }
  }
  const bind = (handler: Parameters<Agent["dispatch"]>[1]) => ({
    onRequestStart: handler.onRequestStart?.bind(handler),
    onResponseStart: handler.onResponseStart?.bind(handler),
    onResponseData: handler.onResponseData?.bind(handler),
    onResponseEnd: handler.onResponseEnd?.bind(handler),
  });
  const outcome = await makeClient(server.url, { dispatcher: new Repeating() as Agent }).client.say(account, message);
  expect(outcome.kind).toBe("cut");
  expect(server.seen.length).toBe(1);
});

describe("stopping", () => {
  test("before anything was sent is a refusal that cost nothing", async () => {
    await using server = await serveHttp((_request, response) => json(response, {}));
    const outcome = await makeClient(server.url).client.say(account, { ...message, signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ kind: "refused", error: { code: "nemo.cancelled", charged: "no" } });
    expect(server.seen).toEqual([]);
  });
  test("in the middle of the stream is a cut", async () => {
    const stop = new AbortController();
    await using server = await serveHttp((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write('data: {"type":"text","content":"a"}\n\n');
    });
    const outcome = await makeClient(server.url).client.say(account, { ...message, signal: stop.signal, onSubstance: () => stop.abort() });
    expect(outcome).toEqual({ kind: "cut", reason: "stopped by us" });
  });
});

test("an unusable message or token is refused without a request", async () => {
  await using server = await serveHttp((_request, response) => json(response, {}));
  const { client } = makeClient(server.url);
  for (const text of ["", " \u0000 ", "x".repeat(8_001)]) expect(await client.say(account, { ...message, text })).toMatchObject({ kind: "refused", error: { code: "nemo.message_unusable" } });
  for (const nemoToken of ["", "a\r\nX-Evil: 1", "ü", "x".repeat(1_025)]) expect(await client.say({ ...account, nemoToken }, message)).toMatchObject({ kind: "refused", error: { code: "nemo.token_refused" } });
  expect(server.seen).toEqual([]);
});

test("the message goes out cleaned, without role unless asked for", async () => {
  await using server = await serveHttp((_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end();
  });
  await makeClient(server.url).client.say(account, { ...message, text: "a\r\nb\tc\u0007 \ud800" });
  await makeClient(server.url, { addRole: true }).client.say(account, message);
  expect(JSON.parse(String(server.seen[0]?.body)).new_message).toEqual({ parts: [{ text: "a\nb c \ufffd" }] });
  expect(JSON.parse(String(server.seen[1]?.body)).new_message).toEqual({ parts: [{ text: "Make a video" }], role: "user" });
});

test("the sentence for missing credits leads an anonymous account to the registration", async () => {
  await using server = await serveHttp((_request, response) => json(response, { code: 2001 }, 400));
  const said = async (who: typeof account) => {
    const outcome = await makeClient(server.url).client.say(who, message);
    return outcome.kind === "refused" ? outcome.error.merchantMessage : "";
  };
  expect(await said(anonymous)).toContain("https://nemovideo.com/register?bind=anon_1%26x");
  expect(await said(account)).toContain("Top up");
});
