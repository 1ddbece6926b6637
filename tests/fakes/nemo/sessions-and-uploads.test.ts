import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { FormData } from "undici";
import { expect, onTestFinished, test } from "vitest";
import { drawPicture, useFakeNemo } from "./use-fake-nemo.ts";

const SESSION_PATH = "/api/tasks/me/with-session/nemo_agent";

test("session ids are decimal texts that no number can hold", async () => {
  const { call } = await useFakeNemo();
  const { json } = await call("POST", SESSION_PATH, { body: { task_name: "project" } });
  const id: string = json.data.session_id;
  expect(id).toMatch(/^\d{19}$/);
  expect(String(Number(id))).not.toBe(id);
  expect(json.data.task_id).toEqual(expect.any(String));
});

test("a session asks for a task name, as JSON", async () => {
  const { call } = await useFakeNemo();
  expect(await call("POST", SESSION_PATH, { body: {} })).toMatchObject({
    status: 422, json: { detail: [{ type: "missing", loc: ["body", "task_name"], msg: "Field required" }] },
  });
  expect(await call("POST", SESSION_PATH, { body: "{oops" })).toMatchObject({ status: 422, json: { detail: [{ type: "json_invalid" }] } });
  expect((await call("POST", SESSION_PATH, { body: "{}", headers: { "content-type": "text/plain" } })).status).toBe(422);
});

test("a new session has an empty state, and somebody else's is not found", async () => {
  const { call, openSession, readState, nemo } = await useFakeNemo();
  nemo.control.registerToken({ nemoToken: "nmv_usr_other", userId: "user_2", credits: 10 });
  const sessionId = await openSession();
  expect((await readState(sessionId)).json.data.state).toEqual({ draft: null, video_infos: [], canvas_config: null, generated_media: [], video_analyses: {} });
  const foreign = await call("GET", `/api/state/nemo_agent/me/${sessionId}/latest`, { headers: { authorization: "Bearer nmv_usr_other" } });
  expect(foreign.json).toMatchObject({ code: 1002 });
});

test("an uploaded picture is measured and stands in the state", async () => {
  const { openSession, uploadPicture, readState, nemo } = await useFakeNemo();
  const sessionId = await openSession();
  const { json } = await uploadPicture(sessionId, "Blåbär front.png");
  expect(json).toMatchObject({
    code: 0,
    data: { session_state_applied: true, files: [{ filename: "Blåbär front.png", file_type: "image", width: 120, height: 90, cdn_url: expect.stringMatching(/^https:\/\/static1\.nemovideo\.ai\//) }] },
  });
  expect((await readState(sessionId)).json.data.state.video_infos).toEqual(json.data.files);
  expect(nemo.ledger.all("upload")).toMatchObject([{ form: "multipart", files: [{ filename: "Blåbär front.png" }] }]);
});

test("several files come under one field name; another name is refused", async () => {
  const { call, openSession } = await useFakeNemo();
  const path = `/api/upload-video/nemo_agent/me/${await openSession()}`;
  const picture = await drawPicture();
  const two = new FormData();
  for (const name of ["a.png", "b.png"]) two.append("files", new File([picture], name, { type: "image/png" }));
  expect((await call("POST", path, { body: two })).json.data.files).toHaveLength(2);
  const wrong = new FormData();
  wrong.append("file", new File([picture], "a.png", { type: "image/png" }));
  expect(await call("POST", path, { body: wrong })).toMatchObject({ status: 422, json: { detail: [{ type: "missing", loc: ["body", "files"] }] } });
});

test("the state shows the files in the order in which they were sent, however long each one takes to keep", async () => {
  const { call, openSession, readState } = await useFakeNemo();
  const sessionId = await openSession();
  const names = ["a.png", "b.png", "c.png", "d.png"];
  const form = new FormData();
  const picture = await drawPicture();
  // The first ones are larger by far, so that the last ones are kept before them.
  for (const [i, name] of names.entries()) form.append("files", new File([picture, new Uint8Array(i < 2 ? 8_000_000 : 0)], name, { type: "image/png" }));
  const { json } = await call("POST", `/api/upload-video/nemo_agent/me/${sessionId}`, { body: form });
  const namesIn = (entries: { filename: string }[]) => entries.map((entry) => entry.filename);
  expect(namesIn(json.data.files)).toEqual(names);
  expect(namesIn((await readState(sessionId)).json.data.state.video_infos)).toEqual(names);
});

test("other formats are 4001, larger files 4002, and then nothing of the request is kept", async () => {
  const { call, openSession, readState, nemo } = await useFakeNemo();
  const sessionId = await openSession();
  const path = `/api/upload-video/nemo_agent/me/${sessionId}`;
  const send = async (...files: File[]) => {
    const form = new FormData();
    for (const file of files) form.append("files", file);
    return (await call("POST", path, { body: form })).json;
  };
  const good = new File([await drawPicture()], "a.png", { type: "image/png" });
  expect(await send(good, new File(["x"], "a.avif", { type: "image/avif" }))).toMatchObject({ code: 4001 });
  expect(await send(new File(["<html>not a picture</html>"], "a.jpg", { type: "image/jpeg" }))).toMatchObject({ code: 4001 });
  nemo.control.set({ uploadLimit: 100 });
  expect(await send(good)).toMatchObject({ code: 4002 });
  expect((await readState(sessionId)).json.data.state.video_infos).toEqual([]);
});

test("files are fetched by address", async () => {
  const picture = await drawPicture();
  const shop = createServer((req, res) => void (req.url?.startsWith("/front.png") ? res.writeHead(200, { "content-type": "image/png" }).end(picture) : res.writeHead(404).end()));
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void shop.close());
  const origin = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
  const { call, openSession } = await useFakeNemo();
  const path = `/api/upload-video/nemo_agent/me/${await openSession()}`;
  const good = await call("POST", path, { body: { urls: [`${origin}/front.png?v=1`], source_type: "url" } });
  expect(good.json).toMatchObject({ code: 0, data: { files: [{ filename: "front.png", width: 120 }] } });
  expect((await call("POST", path, { body: { urls: [`${origin}/gone.png`], source_type: "url" } })).json).toMatchObject({ code: 4001 });
  expect((await call("POST", path, { body: { urls: "x" } })).status).toBe(422);
});

test("an upload whose answer is lost is in the state all the same", async () => {
  const { openSession, uploadPicture, readState, nemo } = await useFakeNemo();
  const sessionId = await openSession();
  nemo.control.next("upload-answer-lost");
  await expect(uploadPicture(sessionId)).rejects.toThrow(/ECONNRESET|other side closed/);
  expect((await readState(sessionId)).json.data.state.video_infos).toHaveLength(1);
  nemo.control.next("upload-never-applied");
  expect((await uploadPicture(sessionId, "late.png")).json.data.session_state_applied).toBe(false);
  expect((await readState(sessionId)).json.data.state.video_infos).toHaveLength(1);
});
