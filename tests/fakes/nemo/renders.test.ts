import { readFile } from "node:fs/promises";
import path from "node:path";
import { ALL_FORMATS, BufferSource, Input } from "mediabunny";
import { request } from "undici";
import { expect, test } from "vitest";
import { SIGNED_IN, until, useFakeNemo } from "./use-fake-nemo.ts";

test("the draft becomes a film of the asked shape and length, on the CDN without any header", async () => {
  const { nemo, makeDraft, submit, waitForRender } = await useFakeNemo();
  const { sessionId, draftText } = await makeDraft('A 2 second 4:5 video titled "Blue Beanie"');
  expect(await submit(sessionId, draftText, "render_one")).toMatchObject({ status: 200, json: { taskId: "render_one", status: "pending", progress: 5 } });
  const { json } = await waitForRender("render_one");
  expect(json).toMatchObject({ taskId: "render_one", status: "completed", progress: 100, output: { url: "https://static1.nemovideo.ai/render-result/render_one.mp4", duration: 2 } });
  const film = await fetch(nemo.cdnUrl + new URL(json.output.url).pathname);
  expect(film.headers.get("content-type")).toBe("video/mp4");
  const bytes = new Uint8Array(await film.arrayBuffer());
  expect(bytes.length).toBe(json.output.size);
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const video = await input.getPrimaryVideoTrack();
  expect(await video?.getCodec()).toBe("avc");
  expect([await video?.getDisplayWidth(), await video?.getDisplayHeight()]).toEqual([272, 340]);
  expect(await (await input.getPrimaryAudioTrack())?.getCodec()).toBe("aac");
  expect(await input.computeDuration()).toBeCloseTo(2, 1);
  expect(nemo.ledger.renders()).toMatchObject([{ renderId: "render_one", stage: "finished", ended: "completed" }]);
  await until(() => nemo.ledger.all("download"), (downloads) => downloads.length === 1);
  expect(nemo.ledger.all("download")).toMatchObject([{ via: "cdn", complete: true, bytes: bytes.length }]);
});

test("the other shape of the answers wraps them in success and data", async () => {
  const { nemo, makeDraft, submit, waitForRender, call } = await useFakeNemo();
  nemo.control.set({ renderShape: "A4" });
  const { sessionId, draftText } = await makeDraft();
  expect((await submit(sessionId, draftText, "render_x")).json).toEqual({ success: true, data: { id: "render_x", status: "pending", progress: 5 } });
  expect((await waitForRender("render_x")).json).toMatchObject({
    success: true, data: { id: "render_x", status: "completed", outputUrl: expect.stringContaining("render_x.mp4"), createdAt: expect.any(Number), completedAt: expect.any(Number) },
  });
  expect(await call("GET", "/api/render/proxy/lambda/render_unknown")).toMatchObject({ status: 404, json: { success: false } });
});

test("a render without each attribution header is 402, and nothing is rendered", async () => {
  const { nemo, makeDraft, submit } = await useFakeNemo();
  const { sessionId, draftText } = await makeDraft();
  for (const header of ["x-skill-source", "x-skill-version", "x-skill-platform"]) {
    expect(await submit(sessionId, draftText, "render_x", { [header]: "" })).toMatchObject({ status: 402, json: { code: 402 } });
  }
  expect(nemo.ledger.renders()).toEqual([]);
});

test("a draft that was parsed and written anew is refused and written down", async () => {
  const { nemo, makeDraft, submit } = await useFakeNemo();
  const { sessionId, draftText } = await makeDraft();
  for (const altered of [JSON.stringify(JSON.parse(draftText)), `${draftText.slice(0, -1)} }`, JSON.stringify(draftText), '{"t":[]}']) {
    expect(await submit(sessionId, altered, "render_x")).toMatchObject({ status: 422, json: { success: false } });
  }
  expect(nemo.ledger.violations()).toMatchObject(Array.from({ length: 4 }, () => ({ rule: "draft-altered" })));
  expect((await submit(sessionId, draftText, "render_x")).status).toBe(200);
});

test("a draft handed out as a string must come back as that string", async () => {
  const { nemo, makeDraft, submit, openSession, say, readState } = await useFakeNemo();
  nemo.control.set({ draftForm: "string" });
  const sessionId = await openSession();
  await say(sessionId, "A 1 second video");
  const { draftText } = await until(() => readState(sessionId), (state) => typeof state.json.data.state.draft === "string");
  expect((await submit(sessionId, JSON.parse(draftText), "render_x")).status).toBe(422);
  expect((await submit(sessionId, draftText, "render_x")).status).toBe(200);
  nemo.control.set({ draftForm: "object" });
  await makeDraft();
});

test("an id counts once, and an unknown session has no render", async () => {
  const { makeDraft, submit, nemo } = await useFakeNemo();
  const { sessionId, draftText } = await makeDraft();
  await submit(sessionId, draftText, "render_x");
  expect((await submit(sessionId, draftText, "render_x")).status).toBe(409);
  expect((await submit("123", draftText, "render_y")).json).toMatchObject({ code: 1002 });
  expect(nemo.ledger.renders()).toHaveLength(1);
});

test("a render fails as often as the scenario says", async () => {
  const { nemo, makeDraft, submit, waitForRender } = await useFakeNemo();
  const { sessionId, draftText } = await makeDraft();
  nemo.control.next("render-fails-once");
  await submit(sessionId, draftText, "render_1");
  expect((await waitForRender("render_1")).json).toMatchObject({ status: "failed", error: "Render worker crashed" });
  await submit(sessionId, draftText, "render_2");
  expect((await waitForRender("render_2")).json.status).toBe("completed");
  expect(nemo.ledger.renders().map((render) => render.ended)).toEqual(["failed", "completed"]);
});

test("a slow render goes from pending to processing and can be cancelled", async () => {
  const { nemo, makeDraft, submit, call } = await useFakeNemo();
  const { sessionId, draftText } = await makeDraft();
  nemo.control.clock.manual();
  nemo.control.next("slow-render");
  await submit(sessionId, draftText, "render_x");
  const status = async () => (await call("GET", "/api/render/proxy/lambda/render_x")).json.status;
  expect(await status()).toBe("pending");
  await nemo.control.clock.advance(5_000);
  expect(await status()).toBe("processing");
  await nemo.control.clock.advance(500_000);
  expect(await status()).toBe("processing");
  expect((await call("POST", "/api/render/proxy/lambda/render_x/cancel")).status).toBe(200);
  expect(await status()).toBe("cancelled");
  expect((await call("POST", "/api/render/proxy/lambda/render_x/cancel")).status).toBe(409);
  expect(nemo.ledger.summary()).toMatchObject({ renders: 1, cancels: 2 });
});

test("a render belongs to its owner", async () => {
  const { nemo, makeDraft, submit, waitForRender, call } = await useFakeNemo();
  nemo.control.registerToken({ nemoToken: "nmv_usr_other", userId: "user_2", credits: 0 });
  const { sessionId, draftText } = await makeDraft();
  await submit(sessionId, draftText, "render_x");
  await waitForRender("render_x");
  expect((await call("GET", "/api/render/proxy/lambda/render_x", { headers: { authorization: "Bearer nmv_usr_other" } })).status).toBe(404);
});

test("the fallback download gives the file, or the way to the CDN", async () => {
  const { nemo, stateDir, makeDraft, submit, waitForRender, call } = await useFakeNemo();
  const { sessionId, draftText } = await makeDraft();
  await submit(sessionId, draftText, "render_x");
  expect((await call("GET", "/api/render/proxy/render_x/download")).status).toBe(400);
  await waitForRender("render_x");
  const answer = await request(`${nemo.url}/api/render/proxy/render_x/download`, { headers: SIGNED_IN });
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  expect(answer.headers["content-type"]).toBe("video/mp4");
  expect(bytes.equals(await readFile(path.join(stateDir, "films", "render_x.mp4")))).toBe(true);
  nemo.control.set({ download: "redirect" });
  expect(await call("GET", "/api/render/proxy/render_x/download")).toMatchObject({ status: 302, headers: { location: "https://static1.nemovideo.ai/render-result/render_x.mp4" } });
});

test("a broken picture makes the render fail with a reason", async () => {
  const { nemo, openSession, uploadPicture, say, readState, submit, waitForRender, stateDir } = await useFakeNemo();
  const sessionId = await openSession();
  const upload = await uploadPicture(sessionId);
  expect(upload.json.code).toBe(0);
  await say(sessionId, "A 1 second video");
  const { draftText } = await readState(sessionId);
  const { readdir, writeFile } = await import("node:fs/promises");
  const [stored] = await readdir(path.join(stateDir, "uploads", sessionId));
  const file = path.join(stateDir, "uploads", sessionId, stored!);
  await writeFile(file, (await readFile(file)).subarray(0, 100));
  await submit(sessionId, draftText, "render_x");
  expect((await waitForRender("render_x")).json).toMatchObject({ status: "failed", error: "picture 1 is a png that ends too early" });
  expect(nemo.control.failures).toEqual([]);
});
