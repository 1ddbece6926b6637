import { request } from "undici";
import { expect, test } from "vitest";
import { SIGNED_IN, useFakeNemo } from "./use-fake-nemo.ts";

async function useFilm() {
  const caller = await useFakeNemo();
  const { sessionId, draftText } = await caller.makeDraft();
  await caller.submit(sessionId, draftText, "render_x");
  const { json } = await caller.waitForRender("render_x");
  const get = async (headers: Record<string, string> = {}, path = "/render-result/render_x.mp4", method: "GET" | "HEAD" | "POST" = "GET") => {
    const answer = await request(caller.nemo.cdnUrl + path, { method, headers });
    return { status: answer.statusCode, headers: answer.headers, bytes: Buffer.from(await answer.body.arrayBuffer()) };
  };
  return { ...caller, get, size: json.output.size as number };
}

test("ranges give the asked bytes, wrong ones are refused", async () => {
  const { get, size } = await useFilm();
  const whole = (await get()).bytes;
  expect(whole.length).toBe(size);
  const part = await get({ range: "bytes=4-7" });
  expect(part).toMatchObject({ status: 206, headers: { "content-range": `bytes 4-7/${size}`, "content-length": "4" } });
  expect(part.bytes.toString("latin1")).toBe("ftyp");
  expect((await get({ range: "bytes=-10" })).bytes.equals(whole.subarray(-10))).toBe(true);
  expect((await get({ range: `bytes=${size - 3}-` })).bytes.length).toBe(3);
  expect(await get({ range: `bytes=${size}-` })).toMatchObject({ status: 416, headers: { "content-range": `bytes */${size}` } });
  expect((await get({ range: "lines=1-2" })).status).toBe(200);
});

test("a resumed download is held to the same file", async () => {
  const { get } = await useFilm();
  const { etag } = (await get()).headers as { etag: string };
  expect((await get({ range: "bytes=0-9", "if-match": etag })).status).toBe(206);
  expect((await get({ range: "bytes=0-9", "if-match": '"other"' })).status).toBe(412);
  expect((await get({ range: "bytes=0-9", "if-range": '"other"' })).status).toBe(200);
  expect((await get({ "if-none-match": etag })).status).toBe(304);
});

test("what is not there is denied as a store of objects denies it", async () => {
  const { get } = await useFilm();
  const denied = await get({}, "/render-result/render_none.mp4");
  expect(denied).toMatchObject({ status: 403, headers: { "content-type": "application/xml" } });
  expect(denied.bytes.toString()).toContain("<Code>AccessDenied</Code>");
  expect((await get({}, "/render-result/..%2F..%2Fledger.jsonl.mp4")).status).toBe(403);
  expect((await get({}, undefined, "POST")).status).toBe(405);
  const head = await get({}, undefined, "HEAD");
  expect([head.status, head.bytes.length]).toEqual([200, 0]);
});

test("a secret that reaches the CDN is served and written down", async () => {
  const { get, nemo } = await useFilm();
  expect((await get(SIGNED_IN)).status).toBe(200);
  expect(nemo.ledger.violations().map((violation) => violation.rule)).toEqual(["token-sent-to-cdn", "attribution-sent-to-cdn"]);
});

test("the download can be cut, or have expired", async () => {
  const { get, nemo, size } = await useFilm();
  nemo.control.next("download-cut", "download-expired");
  await expect(get()).rejects.toThrow(/terminated|closed|aborted|content-length/i);
  expect((await get()).status).toBe(403);
  expect((await get()).bytes.length).toBe(size);
});
